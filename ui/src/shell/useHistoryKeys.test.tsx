import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Dialog } from "../components/Dialog";
import { currentRoute, go } from "../route";
import { useHistoryKeys } from "./useHistoryKeys";

function Field() {
  useHistoryKeys();
  return <input aria-label="Name" />;
}

const left = (target: Element) => fireEvent.keyDown(target, { key: "ArrowLeft", altKey: true });

beforeEach(() => {
  go({ page: "snapshots" });
  go({ page: "images" });
});
afterEach(() => vi.restoreAllMocks());

it("goes back with Alt and an arrow, also from a field", () => {
  render(<Field />);
  left(screen.getByRole("textbox"));
  expect(currentRoute()).toEqual({ page: "snapshots" });
});

it("leaves the key to a field on a Mac, where it moves by a word", () => {
  render(<Field />);
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)");
  left(screen.getByRole("textbox"));
  expect(currentRoute()).toEqual({ page: "images" });
  left(document.body);
  expect(currentRoute()).toEqual({ page: "snapshots" });
});

it("stays on the page under an open dialog, whatever was pressed", () => {
  const dialog = (open: boolean) => (
    <>
      <Field />
      <Dialog open={open} onClose={() => undefined} title="Edit" actions={null}>
        <input aria-label="Alias" />
      </Dialog>
    </>
  );
  const { rerender } = render(dialog(true));
  left(screen.getByRole("textbox", { name: "Alias" }));
  fireEvent.mouseUp(document.body, { button: 3 });
  expect(currentRoute()).toEqual({ page: "images" });
  rerender(dialog(false));
  fireEvent.mouseUp(document.body, { button: 3 });
  expect(currentRoute()).toEqual({ page: "snapshots" });
});
