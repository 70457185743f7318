import type { ReactNode } from "react";
import type { Filter, FlagField, WordField } from "../backend/bindings/types";
import type { MenuItem } from "../components/menuItem";

/** One filter of a list: what it is called, what it is set to, and how it is set. */
export interface FilterDef {
  id: string;
  name: string;
  /** Words of its chip; null while it is not set. */
  value: string | null;
  /** Lines of its menu, or ... */
  items?: () => MenuItem[];
  /** ... what is filled in, and done with `done`. */
  form?: (done: () => void) => ReactNode;
  clear: () => void;
}

/** The filters of a question, and how they are changed. */
export interface FilterSet {
  filters: readonly Filter[];
  set: (filters: Filter[]) => void;
}

/** Puts `next` in the place of the filters that `holds` knows. */
export const replaced = (filters: readonly Filter[], holds: (filter: Filter) => boolean, next: Filter | null): Filter[] => [
  ...filters.filter((filter) => !holds(filter)),
  ...(next ? [next] : []),
];

interface Named {
  id: string;
  name: string;
}

/** One of a few. */
export function choiceFilter(
  { filters, set }: FilterSet,
  { id, name, holds, options }: Named & { holds: (filter: Filter) => boolean; options: () => { label: string; filter: Filter }[] },
): FilterDef {
  const now = filters.find(holds);
  const isChosen = ({ filter }: { filter: Filter }) => JSON.stringify(filter) === JSON.stringify(now);
  return {
    id,
    name,
    value: now === undefined ? null : (options().find(isChosen)?.label ?? null),
    items: () =>
      options().map((option, index) => ({
        kind: "radio",
        id: `${id}-${index}`,
        label: option.label,
        checked: isChosen(option),
        onSelect: () => set(replaced(filters, holds, option.filter)),
      })),
    clear: () => set(replaced(filters, holds, null)),
  };
}

/** Yes or no. */
export function flagFilter(set: FilterSet, { id, name, field, yes, no }: Named & { field: FlagField; yes: string; no?: string }): FilterDef {
  const option = (label: string, is: boolean) => ({ label, filter: { test: "flag" as const, field, is } });
  return choiceFilter(set, {
    id,
    name,
    holds: (filter) => filter.test === "flag" && filter.field === field,
    options: () => [option(yes, true), ...(no === undefined ? [] : [option(no, false)])],
  });
}

/** Any of several. */
export function severalFilter({
  id,
  name,
  chosen,
  options,
  list,
  choose,
}: Named & { chosen: readonly string[]; options: readonly { value: string; label: string }[]; list: (labels: string[]) => string; choose: (values: string[]) => void }): FilterDef {
  const labelOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  return {
    id,
    name,
    value: chosen.length > 0 ? list(chosen.map(labelOf)) : null,
    items: () =>
      options.map(({ value, label }) => ({
        kind: "checkbox",
        id: `${id}-${value}`,
        label,
        checked: chosen.includes(value),
        onSelect: (checked) => choose(checked ? [...chosen, value] : chosen.filter((each) => each !== value)),
      })),
    clear: () => choose([]),
  };
}

/** Any of a few words of the cloud. */
export function wordsFilter(
  { filters, set }: FilterSet,
  { id, name, field, options, list }: Named & { field: WordField; options: readonly { value: string; label: string }[]; list: (words: string[]) => string },
): FilterDef {
  const holds = (filter: Filter) => filter.test === "words" && filter.field === field;
  const now = filters.find(holds);
  const chosen = now?.test === "words" ? now.anyOf : [];
  const choose = (anyOf: string[]) => set(replaced(filters, holds, anyOf.length > 0 ? { test: "words", field, anyOf } : null));
  return severalFilter({ id, name, chosen, options, list, choose });
}
