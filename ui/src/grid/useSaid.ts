import { useEffect, useState } from "react";

/** So long the words stay. */
const SHOWN = 3_000;

/** Words about what has just been done, for a moment. */
export function useSaid(): { said: string; say: (words: string) => void } {
  const [outcome, setOutcome] = useState<{ words: string } | null>(null);
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(null), SHOWN);
    return () => clearTimeout(timer);
  }, [outcome]);
  return { said: outcome?.words ?? "", say: (words) => setOutcome({ words }) };
}
