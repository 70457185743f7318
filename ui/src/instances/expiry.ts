import type { Tone } from "../components/Status";

const DAY = 86_400_000;
/** From so many days on it needs care. */
const SOON = 14;

/** How much time an instance has left; nothing when it does not expire. */
export function expiryOf(expiresAt: number | null, now: number): { days: number; over: boolean; tone: Tone | null } | null {
  if (expiresAt === null) return null;
  const days = Math.floor((expiresAt - now) / DAY);
  const over = expiresAt <= now;
  return { days: Math.max(0, days), over, tone: over ? "bad" : days < SOON ? "warning" : null };
}
