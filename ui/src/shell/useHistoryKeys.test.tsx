import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
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
  render(<Field />);
});
afterEach(() => vi.restoreAllMocks());

it("goes back with Alt and an arrow, also from a field", () => {
  left(screen.getByRole("textbox"));
  expect(currentRoute()).toEqual({ page: "snapshots" });
});

it("leaves the key to a field on a Mac, where it moves by a word", () => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)");
  left(screen.getByRole("textbox"));
  expect(currentRoute()).toEqual({ page: "images" });
  left(document.body);
  expect(currentRoute()).toEqual({ page: "snapshots" });
});
