import type { CopyRegion, CopySource, Finding, ImageThere, OrderedCopy } from "../backend/bindings/types";

/** How the copies in one region are encrypted. */
export type Encryption = "none" | "service" | "key";

/** What is chosen for a region. */
export interface Choice {
  encryption: Encryption;
  kmsKeyId: string;
  /** The KMS key is typed, not picked from the list. */
  typed: boolean;
}

/**
 * Where an image stands in a region: it can be copied there when it is `free`, and also when only an equal name says that it is there.
 */
export type Place =
  | { kind: "source" | "outside" | "barred" }
  | { kind: "there" | "sameName"; there: ImageThere }
  | { kind: "free"; there: ImageThere | null; listed: boolean };

/** A copy that came to nothing does not count as being there. */
const LOST: readonly string[] = ["CreateFailed", "UnAvailable"];

export const isBarred = (source: CopySource): boolean => source.findings.some((finding) => finding.severity === "error");

/** Where an image stands in a region. `region` is what is known of that. */
export function placeOf(source: CopySource, regionId: string, region: CopyRegion | undefined): Place {
  if (isBarred(source)) return { kind: "barred" };
  // What another account shares stays in its region.
  if (source.ofOthers) return regionId === source.key.regionId ? { kind: "free", there: null, listed: true } : { kind: "outside" };
  if (regionId === source.key.regionId) return { kind: "source" };
  const known = region?.there.filter((there) => there.imageId === source.key.id) ?? [];
  const copies = known.filter(({ older, status }) => !older && !LOST.includes(status));
  const there = copies.find(({ byName }) => !byName) ?? copies[0];
  if (there) return { kind: there.byName ? "sameName" : "there", there };
  return { kind: "free", there: known[0] ?? null, listed: region?.listed ?? false };
}

/** The name that a template gives to a copy. What a name holds is taken as it is. */
export function nameFrom(template: string, source: CopySource, regionId: string, day: string): string {
  const parts: Record<string, string> = { "{name}": source.name, "{region}": regionId, "{date}": day };
  return template.replace(/\{(?:name|region|date)\}/g, (part) => parts[part] ?? part);
}

/** Names a copy among others. */
export const copyKey = (imageId: string, regionId: string): string => `${imageId} ${regionId}`;

interface Chosen {
  known: ReadonlyMap<string, CopyRegion>;
  choices: Readonly<Record<string, Choice>>;
  /** Copies to where another image has the name: {@link copyKey}. */
  anyway: ReadonlySet<string>;
  nameOf: (source: CopySource, regionId: string) => string;
}

/** What is ordered: each image in each chosen region in which it is not yet. */
export function orderedCopies(sources: readonly CopySource[], regionIds: readonly string[], { known, choices, anyway, nameOf }: Chosen): OrderedCopy[] {
  return regionIds.flatMap((regionId) => {
    const choice = choices[regionId];
    if (!choice) return [];
    const wanted = sources.filter((source) => {
      const { kind } = placeOf(source, regionId, known.get(regionId));
      return kind === "free" || (kind === "sameName" && anyway.has(copyKey(source.key.id, regionId)));
    });
    return wanted.map((source) => ({
      image: source.key,
      regionId,
      name: nameOf(source, regionId),
      encrypted: choice.encryption !== "none",
      kmsKeyId: choice.encryption === "key" ? choice.kmsKeyId.trim() : "",
    }));
  });
}

/** What is wrong at a field of one copy. */
export const errorAt = (findings: readonly Finding[] | undefined, ...fields: string[]): Finding | undefined =>
  findings?.find((finding) => finding.severity === "error" && fields.includes(finding.field));
