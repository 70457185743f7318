import { DESCENDING_FIRST, SORTABLE, type ColumnId } from "./columns";
import { filtersStore } from "./view";

/** Sorts by a column; a second time turns the order round. */
export function sortBy(id: ColumnId): void {
  const column = SORTABLE[id];
  if (!column) return;
  filtersStore.set((filters) => ({
    ...filters,
    sort: {
      column,
      descending: filters.sort.column === column ? !filters.sort.descending : DESCENDING_FIRST.includes(id),
    },
  }));
}
