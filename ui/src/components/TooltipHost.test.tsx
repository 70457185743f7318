import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TooltipHost } from "./TooltipHost";

const REST = 500;

/** A grid whose second cell is cut. */
function Cells({ at }: { at: number }) {
  return (
    <>
      <div role="grid" tabIndex={0} aria-label="rows" aria-activedescendant={`cell-${at}`}>
        <div role="row">
          {["short", "a-name-that-is-too-long"].map((name, place) => (
            <div key={name} id={`cell-${place}`} role="gridcell" data-tip={name} data-tip-cut="">
              <span className="trunc">{name}</span>
            </div>
          ))}
        </div>
      </div>
      <TooltipHost />
    </>
  );
}

const rest = () => act(() => void vi.advanceTimersByTime(REST));
const key = (name: string) => {
  const grid = screen.getByRole("grid");
  fireEvent.keyDown(grid, { key: name });
  fireEvent.keyUp(grid, { key: name });
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Element.prototype, "scrollWidth", "get").mockImplementation(function (this: Element) {
    return this.textContent.length * 80;
  });
});
afterEach(() => vi.useRealTimers());

describe("the tooltip of a cell that has the focus", () => {
  it("shows what is cut once the keys rest, and goes with the focus", () => {
    const { rerender } = render(<Cells at={0} />);
    act(() => screen.getByRole("grid").focus());
    key("ArrowLeft");
    rest();
    expect(screen.queryByRole("tooltip")).toBeNull();
    rerender(<Cells at={1} />);
    key("ArrowRight");
    expect(screen.queryByRole("tooltip")).toBeNull();
    rest();
    expect(screen.getByRole("tooltip").textContent).toBe("a-name-that-is-too-long");
    expect(document.getElementById("cell-1")?.getAttribute("aria-describedby")).toBe("tooltip");
    rerender(<Cells at={0} />);
    key("ArrowLeft");
    rest();
    expect(screen.queryByRole("tooltip")).toBeNull();
  });

  it("goes with Escape", () => {
    render(<Cells at={1} />);
    act(() => screen.getByRole("grid").focus());
    key("End");
    rest();
    key("Escape");
    rest();
    expect(screen.queryByRole("tooltip")).toBeNull();
  });
});
