import { createStore, type Store } from "../store";

/** What a person has made of the columns of one kind. */
export interface ColumnChoice {
  /** Ids in their order; columns that are not named keep their place. */
  order: readonly string[];
  hidden: readonly string[];
  /** Pixels, for columns that were resized. */
  widths: Readonly<Record<string, number>>;
}

export const NO_CHOICE: ColumnChoice = { order: [], hidden: [], widths: {} };

/** No column is narrower. */
const NARROWEST = 40;
export const WIDEST = 800;

const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === "string");

/** A choice as it was kept; what cannot be read is left out. */
export function readChoice(text: string | null): ColumnChoice {
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    if (typeof kept !== "object" || kept === null) return NO_CHOICE;
    const { order, hidden, widths } = kept as Record<string, unknown>;
    const pixels = Object.entries(typeof widths === "object" && widths !== null ? widths : {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] >= NARROWEST && entry[1] <= WIDEST,
    );
    return { order: isNames(order) ? order : [], hidden: isNames(hidden) ? hidden : [], widths: Object.fromEntries(pixels) };
  } catch {
    return NO_CHOICE;
  }
}

/** The choice for the columns called `name`, kept over restarts. */
export function createColumnChoice(name: string): Store<ColumnChoice> {
  const place = `columns.${name}`;
  const read = () => {
    try {
      return localStorage.getItem(place);
    } catch {
      return null;
    }
  };
  const store = createStore(readChoice(read()));
  store.subscribe(() => {
    try {
      localStorage.setItem(place, JSON.stringify(store.get()));
    } catch {
      // Not kept: the next start shows the usual columns.
    }
  });
  return store;
}

export const withWidth = (choice: ColumnChoice, id: string, width: number): ColumnChoice => ({
  ...choice,
  widths: { ...choice.widths, [id]: Math.round(Math.min(Math.max(width, NARROWEST), WIDEST)) },
});

export const withoutWidth = (choice: ColumnChoice, id: string): ColumnChoice => ({
  ...choice,
  widths: Object.fromEntries(Object.entries(choice.widths).filter(([each]) => each !== id)),
});

export const withHidden = (choice: ColumnChoice, id: string, hidden: boolean): ColumnChoice => ({
  ...choice,
  hidden: hidden ? [...choice.hidden.filter((each) => each !== id), id] : choice.hidden.filter((each) => each !== id),
});

/** Moves a column to the place of another one. `all` are the ids in their present order. */
export function withMoved(choice: ColumnChoice, all: readonly string[], id: string, to: number): ColumnChoice {
  const order = all.filter((each) => each !== id);
  order.splice(Math.min(Math.max(to, 0), order.length), 0, id);
  return { ...choice, order };
}
