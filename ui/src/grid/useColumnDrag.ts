import { useRef, useState, type PointerEvent } from "react";
import type { Store } from "../store";
import { withMoved, withWidth, withoutWidth, type ColumnChoice } from "./columnChoice";
import type { Tracks } from "./tracks";

/** A press that moves less is a click. */
const SLACK = 5;

interface Drag {
  id: string;
  kind: "resize" | "move";
  from: number;
  width: number;
  moved: boolean;
}

const columnUnder = (x: number, y: number, within: Element) =>
  document
    .elementsFromPoint(x, y)
    .map((each) => each.closest<HTMLElement>("[role=columnheader]"))
    .find((each) => each !== null && within.contains(each))?.dataset.column;

/** Dragging in the header: an edge makes a column wider, its name takes it to another place. */
export function useColumnDrag(choice: Store<ColumnChoice>, tracks: Tracks<{ id: string }>) {
  const drag = useRef<Drag | null>(null);
  const [moving, setMoving] = useState<string | null>(null);
  /** A drag ends with a click that is none. */
  const swallow = useRef(false);

  const end = () => {
    drag.current = null;
    setMoving(null);
  };

  return {
    moving,
    isDragged: () => {
      const was = swallow.current;
      swallow.current = false;
      return was;
    },
    reset: (id: string) => choice.set((now) => withoutWidth(now, id)),
    onPointerDown: (event: PointerEvent) => {
      swallow.current = false;
      if (event.button !== 0 || !(event.target instanceof Element)) return;
      const edge = event.target.closest<HTMLElement>("[data-resize]");
      const name = event.target.closest<HTMLElement>("[role=columnheader]");
      const id = edge?.dataset.resize ?? name?.dataset.column;
      if (!id) return;
      const width = tracks.widths[tracks.columns.findIndex((column) => column.id === id)] ?? 0;
      drag.current = { id, kind: edge ? "resize" : "move", from: event.clientX, width, moved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const now = drag.current;
      if (!now) return;
      // The button was let go outside of the grid.
      if (event.buttons === 0) {
        end();
        return;
      }
      const by = event.clientX - now.from;
      if (!now.moved && Math.abs(by) < SLACK) return;
      // Not before: what is captured is also what is clicked.
      if (!now.moved) event.currentTarget.setPointerCapture(event.pointerId);
      now.moved = true;
      if (now.kind === "resize") choice.set((before) => withWidth(before, now.id, now.width + by));
      else setMoving(now.id);
    },
    onPointerCancel: end,
    onPointerUp: (event: PointerEvent) => {
      const now = drag.current;
      end();
      if (!now) return;
      swallow.current = now.moved || now.kind === "resize";
      if (!now.moved || now.kind === "resize") return;
      const over = columnUnder(event.clientX, event.clientY, event.currentTarget);
      const ids = tracks.columns.map((column) => column.id);
      if (over && over !== now.id) choice.set((before) => withMoved(before, ids, now.id, ids.indexOf(over)));
    },
  };
}
