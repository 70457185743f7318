import type { JobStep, LaunchedInstance, LaunchedInstances } from "../backend/bindings/types";

const byName = new Intl.Collator("en", { numeric: true });

/** Instances of a launch that run and are still there. */
export const runningOf = ({ instances }: { instances: readonly LaunchedInstance[] }): LaunchedInstance[] =>
  instances.filter((instance) => instance.runningAt !== null && instance.gone === null);

const presentOf = ({ instances }: LaunchedInstances): LaunchedInstance[] => instances.filter((instance) => instance.gone === null);

/** A launch that made fewer than were asked for, and whose rest has not been ordered. */
export interface ShortLaunch {
  step: JobStep;
  launched: LaunchedInstances;
  /** Never made. */
  notMade: number;
  /** Made, and no longer listed. */
  gone: readonly LaunchedInstance[];
}

/** What all launches of a job come to: one mark an instance, in the same place in every picture. */
export interface Fleet {
  /** Launches in order. */
  steps: readonly JobStep[];
  /** How many instances there are to be in all. */
  asked: number;
  /** Every instance that an id came back for, by name; those whose place another one has taken are left out. */
  instances: readonly LaunchedInstance[];
  short: readonly ShortLaunch[];
}

/** How many were ordered elsewhere of what a launch did not make: the launches that need it, and ask for no more than is missing. */
function orderedElsewhere(step: JobStep, launched: LaunchedInstances, launches: readonly JobStep[]): number {
  const missing = launched.asked - presentOf(launched).length;
  const rest = launches.filter((other) => other.after.includes(step.position)).reduce((sum, other) => sum + (other.launched?.asked ?? 0), 0);
  return rest <= missing ? rest : 0;
}

/** Puts the launches of a job together. */
export function fleetOf(all: readonly JobStep[]): Fleet {
  const steps = all.filter((step) => step.kind === "launchInstances");
  const instances: LaunchedInstance[] = [];
  const short: ShortLaunch[] = [];
  let asked = 0;
  for (const step of steps) {
    const { launched } = step;
    if (!launched) continue;
    const present = presentOf(launched);
    const elsewhere = orderedElsewhere(step, launched, steps);
    asked += launched.asked - elsewhere;
    instances.push(...(elsewhere > 0 ? present : launched.instances));
    if (!step.actions.launchRest) continue;
    short.push({ step, launched, notMade: Math.max(0, launched.asked - launched.instances.length - elsewhere), gone: elsewhere > 0 ? [] : launched.instances.filter((instance) => instance.gone !== null) });
  }
  return { steps, asked, instances: instances.toSorted((a, b) => Number(a.name === "") - Number(b.name === "") || byName.compare(a.name, b.name)), short };
}

/** First and last name of what was asked for, those of instances that were not made among them. */
export function namesOf({ instances, steps }: Pick<Fleet, "instances" | "steps">): { first: string; last: string } | null {
  const names = [...instances.map((instance) => instance.name), ...steps.flatMap((step) => step.launched?.namesLeft ?? [])].filter((name) => name !== "").toSorted(byName.compare);
  const [first] = names;
  const last = names.at(-1);
  return first !== undefined && last !== undefined && first !== last ? { first, last } : null;
}
