import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Scope } from "../backend/bindings/types";
import { viewSave } from "../backend/bindings/commands";
import { ToastHost } from "../components/ToastHost";
import { toasts } from "../components/toasts";
import { EVERYWHERE, scopeStore } from "../scope";
import { showPage } from "../test/showPage";
import { useViews } from "../useViews";
import { createViews } from "../views";
import { SavedViews } from "./SavedViews";

const { plain } = createViews().images;

/** Saves a view of images that is about some accounts. */
const keep = (name: string, scope: Partial<Scope>) => viewSave(name, { ...plain, search: "erp", scope: { ...EVERYWHERE, ...scope } });

function Tools() {
  return (
    <>
      <SavedViews view={useViews().images} />
      <ToastHost />
    </>
  );
}

const openMenu = async () => userEvent.click(await screen.findByRole("button", { name: "Saved views" }));

beforeEach(() => scopeStore.set(EVERYWHERE));
afterEach(() => {
  act(() => toasts.close());
  act(() => scopeStore.set(EVERYWHERE));
});

describe("saved views", () => {
  it("are not opened over all accounts when their account was removed, and say why", async () => {
    await keep("Gone", { accountIds: ["sold-off"] });
    await keep("Here", { accountIds: ["prod-cn"] });
    const { views } = await showPage(<Tools />);
    await openMenu();
    const gone = await screen.findByRole("menuitem", { name: /^Gone ?Account removed$/ });
    await waitFor(() => expect(gone.getAttribute("aria-disabled")).toBe("true"));
    await userEvent.click(gone);
    expect(views.images.spec.get().search).toBe("");
    await userEvent.click(screen.getByRole("menuitem", { name: "Here" }));
    expect(views.images.spec.get().search).toBe("erp");
    expect(scopeStore.get().accountIds).toEqual(["prod-cn"]);
  });

  it("come back when their removal is undone", async () => {
    await keep("ERP", { accountIds: ["prod-cn"] });
    const { views } = await showPage(<Tools />);
    await openMenu();
    await userEvent.click(await screen.findByRole("menuitem", { name: "Remove view ERP" }));
    const undo = await screen.findByRole("button", { name: "Undo", hidden: true });
    await openMenu();
    await waitFor(() => expect(screen.queryByRole("menuitem", { name: "ERP" })).toBeNull());
    await userEvent.keyboard("{Escape}");
    await userEvent.click(undo);
    await openMenu();
    await userEvent.click(await screen.findByRole("menuitem", { name: "ERP" }));
    expect(views.images.spec.get()).toMatchObject({ search: "erp" });
    expect(scopeStore.get().accountIds).toEqual(["prod-cn"]);
  });
});
