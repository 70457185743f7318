import { lazy } from "react";
import type { Filter, NumberField, WordField } from "../backend/bindings/types";
import { replaced, type FilterDef, type FilterSet } from "./filterDef";

const RangeForm = lazy(async () => ({ default: (await import("./RangeForm")).RangeForm }));
const TagForm = lazy(async () => ({ default: (await import("./TagForm")).TagForm }));
const WordForm = lazy(async () => ({ default: (await import("./WordForm")).WordForm }));

interface Named {
  id: string;
  name: string;
}

/** From a figure to a figure, each of which may be left out. */
export function rangeFilter(
  { filters, set }: FilterSet,
  { id, name, field, unit, words }: Named & { field: NumberField; unit: "gib" | "day"; words: (from: number | null, to: number | null) => string },
): FilterDef {
  const holds = (filter: Filter) => filter.test === "number" && filter.field === field;
  const now = filters.find(holds);
  const range = now?.test === "number" ? now : null;
  return {
    id,
    name,
    value: range && words(range.from, range.to),
    form: (done) => (
      <RangeForm
        unit={unit}
        from={range?.from ?? null}
        to={range?.to ?? null}
        onApply={(from, to) => {
          set(replaced(filters, holds, from === null && to === null ? null : { test: "number", field, from, to }));
          done();
        }}
      />
    ),
    clear: () => set(replaced(filters, holds, null)),
  };
}

/** A word that is typed, or picked from those of the rows in sight. Other pages may have asked for several. */
export function typedFilter(
  { filters, set }: FilterSet,
  { id, name, field, known, none, list }: Named & { field: WordField; known: () => readonly string[]; none: string; list: (words: string[]) => string },
): FilterDef {
  const holds = (filter: Filter) => filter.test === "words" && filter.field === field;
  const now = filters.find(holds);
  const words = now?.test === "words" ? now.anyOf : [];
  return {
    id,
    name,
    value: words.length > 0 ? list(words.map((word) => word || none)) : null,
    form: (done) => (
      <WordForm
        label={name}
        value={words.length === 1 ? (words[0] ?? "") : ""}
        known={known()}
        onApply={(word) => {
          set(replaced(filters, holds, { test: "words", field, anyOf: [word] }));
          done();
        }}
      />
    ),
    clear: () => set(replaced(filters, holds, null)),
  };
}

/** A tag by its key, and by its value if one is given. */
export function tagFilter({ filters, set }: FilterSet, { id, name, words }: Named & { words: (key: string, value: string | null) => string }): FilterDef {
  const holds = (filter: Filter) => filter.test === "tag";
  const now = filters.find(holds);
  const tag = now?.test === "tag" ? now : null;
  return {
    id,
    name,
    value: tag && words(tag.key, tag.value),
    form: (done) => (
      <TagForm
        tagKey={tag?.key ?? ""}
        value={tag?.value ?? ""}
        onApply={(key, value) => {
          set(replaced(filters, holds, { test: "tag", key, value: value === "" ? null : value }));
          done();
        }}
      />
    ),
    clear: () => set(replaced(filters, holds, null)),
  };
}
