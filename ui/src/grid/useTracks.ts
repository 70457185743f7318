import { useMemo } from "react";
import type { ColumnChoice } from "./columnChoice";
import type { ColumnDef } from "./columnDef";
import { tracksOf, type Tracks } from "./tracks";

/**
 * The columns that have room, the same value until something about them changes: a row is drawn again when its columns are others.
 * A hook of its own, because inside of a component the compiler does not keep what is given to another hook.
 */
export const useTracks = <Row>(all: readonly ColumnDef<Row>[], width: number, choice: ColumnChoice): Tracks<ColumnDef<Row>> =>
  useMemo(() => tracksOf(all, width, choice), [all, width, choice]);
