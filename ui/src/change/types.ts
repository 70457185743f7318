import type { ChangeType } from "../backend/bindings/types";

/** `ecs.c7` of `ecs.c7.xlarge`. */
const familyOf = (type: string): string => type.split(".").slice(0, -1).join(".");

const names = new Intl.Collator("en", { numeric: true });

/** Types as the filters know them: those of the same family first, the others by their names, small before large. */
export function nearest(types: readonly ChangeType[], now: string): (ChangeType & { id: string })[] {
  const family = familyOf(now);
  const rank = (type: ChangeType) => (familyOf(type.instanceType) === family ? 0 : 1);
  const size = ({ cpu, memoryGib }: ChangeType) => (cpu ?? 0) * 10_000 + (memoryGib ?? 0);
  return types
    .filter((type) => type.instanceType !== now)
    .map((type) => ({ ...type, id: type.instanceType }))
    .toSorted((a, b) => rank(a) - rank(b) || names.compare(familyOf(a.id), familyOf(b.id)) || size(a) - size(b) || names.compare(a.id, b.id));
}
