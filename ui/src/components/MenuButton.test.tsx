import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { renderPart } from "../test/render";
import { MenuButton } from "./MenuButton";
import type { MenuItem } from "./menuItem";

const picked = vi.fn<(id: string) => void>();
const action = (id: string): MenuItem => ({ id, label: id, onSelect: () => picked(id) });
const choice = (id: string, checked: boolean): MenuItem => ({ kind: "radio", id, label: id, checked, onSelect: () => picked(id) });

const show = (items: readonly MenuItem[]) =>
  renderPart(
    <MenuButton menuLabel="Actions" items={() => items}>
      Open
    </MenuButton>,
  );

/** jsdom does not carry :focus-visible over to what the page itself focuses; an engine does, by what was used last. */
function lastUsed(device: "keyboard" | "mouse") {
  const matches = Reflect.get(Element.prototype, "matches") as (this: Element, selector: string) => boolean;
  vi.spyOn(Element.prototype, "matches").mockImplementation(function (this: Element, selector) {
    return matches.call(this, selector.replace(":focus-visible", device === "keyboard" ? ":focus" : ":not(*)"));
  });
}

beforeEach(() => picked.mockReset());
afterEach(() => vi.restoreAllMocks());

it("begins at the first item when a key opens it, so that Enter picks it", async () => {
  lastUsed("keyboard");
  show([action("first"), action("second")]);
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  const first = await screen.findByRole("menuitem", { name: "first" });
  await waitFor(() => expect(document.activeElement).toBe(first));
  await userEvent.keyboard("{Enter}");
  expect(picked).toHaveBeenCalledExactlyOnceWith("first");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Open" })));
});

it("begins at the current item of a choice", async () => {
  lastUsed("keyboard");
  show([choice("light", false), choice("dark", true)]);
  await userEvent.tab();
  await userEvent.keyboard("{ArrowDown}");
  const dark = await screen.findByRole("menuitemradio", { name: "dark" });
  await waitFor(() => expect(document.activeElement).toBe(dark));
});

it("marks no item when the mouse opens it", async () => {
  lastUsed("mouse");
  show([action("first")]);
  await userEvent.click(screen.getByRole("button", { name: "Open" }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("menu", { name: "Actions" })));
});
