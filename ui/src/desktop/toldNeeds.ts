const KEY = "toldNeeds";

/** By the number of the job: what it needed when that was last told. */
export type ToldNeeds = Record<string, string>;

/** What was told, also before a restart. */
export function readToldNeeds(): ToldNeeds {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return kept !== null && typeof kept === "object" ? (kept as ToldNeeds) : {};
  } catch {
    return {};
  }
}

export function keepToldNeeds(told: ToldNeeds): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(told));
  } catch {
    // Not kept: after a restart it is told once more.
  }
}
