import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Scope } from "../backend/bindings/types";
import { viewSave } from "../backend/bindings/commands";
import { ToastHost } from "../components/ToastHost";
import { toasts } from "../components/toasts";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend } from "../test/backend";
import { holdAnswer } from "../test/holdAnswer";
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

  it("are not opened over all resource groups when theirs is gone, and say why", async () => {
    await keep("Gone", { accountIds: ["prod-cn"], resourceGroupIds: ["rg-gone"] });
    await keep("Elsewhere", { accountIds: ["prod-cn"], resourceGroupIds: ["rg-acfmxazb4ph6lab"] });
    await keep("Here", { resourceGroupIds: ["rg-acfmxazb4ph6lab"] });
    const release = holdAnswer("resource_group_list");
    const { views } = await showPage(<Tools />);
    await openMenu();
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Here ?Reading resource groups…$/ }));
    release();
    for (const name of ["Gone", "Elsewhere"]) await userEvent.click(await screen.findByRole("menuitem", { name: new RegExp(`^${name} ?Resource group not found$`) }));
    expect(views.images.spec.get().search).toBe("");
    await userEvent.click(screen.getByRole("menuitem", { name: "Here" }));
    expect(views.images.spec.get().search).toBe("erp");
    expect(scopeStore.get().resourceGroupIds).toEqual(["rg-acfmxazb4ph6lab"]);
  });

  it("ask for the resource groups only when one of them is about a group", async () => {
    await keep("Here", { accountIds: ["prod-cn"] });
    let asked = 0;
    backend.resource_group_list = () => {
      asked += 1;
      return { groups: [], problem: null };
    };
    await showPage(<Tools />);
    await openMenu();
    await screen.findByRole("menuitem", { name: "Here" });
    expect(asked).toBe(0);
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

  it("keep the newer one when a removal is undone and the name is taken again", async () => {
    await keep("ERP", { accountIds: ["prod-cn"] });
    await showPage(<Tools />);
    await openMenu();
    await userEvent.click(await screen.findByRole("menuitem", { name: "Remove view ERP" }));
    const undo = await screen.findByRole("button", { name: "Undo", hidden: true });
    await keep("ERP", { accountIds: ["test-lab"] });
    await userEvent.click(undo);
    expect(await screen.findByText("View ERP not restored")).toBeTruthy();
    await openMenu();
    await userEvent.click(await screen.findByRole("menuitem", { name: "ERP" }));
    expect(scopeStore.get().accountIds).toEqual(["test-lab"]);
  });
});
