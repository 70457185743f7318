import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { useBrowserMenu } from "./useBrowserMenu";

function Window() {
  useBrowserMenu();
  return (
    <>
      <p>words</p>
      <input aria-label="field" />
    </>
  );
}

it("keeps the menu of the web view to fields and selected text", () => {
  render(<Window />);
  const words = screen.getByText("words");
  // True when the menu would open.
  const opens = (element: Element) => fireEvent.contextMenu(element);
  expect(opens(words)).toBe(false);
  expect(opens(screen.getByLabelText("field"))).toBe(true);
  getSelection()?.selectAllChildren(words);
  expect(opens(words)).toBe(true);
});
