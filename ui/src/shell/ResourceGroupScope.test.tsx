import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EVERYWHERE, effectiveScope, scopeStore } from "../scope";
import { backend, emit, problem } from "../test/backend";
import { expectAccessible, showPage } from "../test/showPage";
import { ResourceGroupScope } from "./ResourceGroupScope";

const of = (resourceGroupIds: string[]) => ({ ...EVERYWHERE, resourceGroupIds });
const open = async () => userEvent.click(await screen.findByRole("button", { name: /^Resource group/ }));
const item = (name: RegExp) => screen.findByRole("menuitemradio", { name });

beforeEach(() => scopeStore.set({ ...EVERYWHERE, accountIds: ["prod-cn"] }));
afterEach(() => act(() => scopeStore.set(EVERYWHERE)));

describe("the resource group of the scope", () => {
  it("asks for the groups when somebody looks, and keeps the one that is chosen", async () => {
    let asked = 0;
    const answer = backend.resource_group_list as (args: { accountId: string }) => unknown;
    backend.resource_group_list = (args: { accountId: string }) => {
      asked += 1;
      return answer(args);
    };
    await showPage(<ResourceGroupScope />);
    expect(asked).toBe(0);
    await open();
    await userEvent.click(await item(/erp/));
    expect(scopeStore.get()).toEqual({ accountIds: ["prod-cn"], regionIds: [], resourceGroupIds: ["rg-acfmxazb4ph6erp"] });
    expect(screen.getByRole("button", { name: "Resource group erp" })).toBeTruthy();
    expect(asked).toBe(1);
    await expectAccessible();
    await open();
    await userEvent.click(await item(/All resource groups/));
    expect(scopeStore.get().resourceGroupIds).toEqual([]);
  });

  it("shows the ids it knows, and says so, when the groups may not be listed", async () => {
    backend.resource_group_list = () => ({
      groups: [{ id: "rg-of-a-row", name: null }],
      problem: problem("accessDenied", { params: { action: "resourcemanager:ListResourceGroups" } }),
    });
    await showPage(<ResourceGroupScope />);
    await open();
    expect(await item(/rg-of-a-row/)).toBeTruthy();
    expect(screen.getByText("prod-cn: The key is not allowed to do this. Only the IDs of groups with listed resources are shown.")).toBeTruthy();
  });

  it("is dropped when no account has the group any more", async () => {
    scopeStore.set({ ...EVERYWHERE, accountIds: ["prod-cn"], resourceGroupIds: ["rg-acfmxazb4ph6erp"] });
    await showPage(<ResourceGroupScope />);
    expect(await screen.findByRole("button", { name: "Resource group erp" })).toBeTruthy();
    backend.resource_group_list = () => ({ groups: [], problem: null });
    act(() => emit({ kind: "accounts" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Resource group" })).toBeTruthy());
  });
});

describe("what is left of a choice", () => {
  const accounts = [{ id: "a" }];

  it("keeps a group that some account has, and all of them while that is not known", () => {
    expect(effectiveScope(of(["g"]), accounts, ["g", "h"])).toEqual(of(["g"]));
    expect(effectiveScope(of(["gone"]), accounts, ["g"])).toEqual(of([]));
    expect(effectiveScope(of(["gone"]), accounts, null)).toEqual(of(["gone"]));
  });

  it("drops it with the account it was chosen with", () => {
    expect(effectiveScope({ ...of(["g"]), accountIds: ["gone"] }, accounts, ["g"])).toEqual(EVERYWHERE);
  });
});
