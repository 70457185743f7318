import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { scopeStore } from "../scope";
import { backend, changeAccount, emit } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { showPage } from "../test/showPage";
import { AccountScope } from "./AccountScope";

const all = { accountIds: [], regionIds: [], resourceGroupIds: [] };
const menu = async (name: RegExp) => {
  const person = userEvent.setup();
  await person.click(await screen.findByRole("button", { name }));
  return person;
};

afterEach(() => act(() => scopeStore.set(all)));

describe("the account scope", () => {
  it("locks the one account that is in scope, and marks it", async () => {
    const lock = vi.fn(({ accountId, locked }: { accountId: string; locked: boolean }) => changeAccount(accountId, { locked }));
    backend.account_lock = lock;
    scopeStore.set({ accountIds: ["prod-cn"], regionIds: [], resourceGroupIds: [] });
    await showPage(<AccountScope />);
    const person = await menu(/prod-cn/);
    await person.click(await screen.findByRole("menuitem", { name: "Lock account" }));
    expect(lock).toHaveBeenCalledWith({ accountId: "prod-cn", locked: true });
    expect(await screen.findByRole("img", { name: "Read-only" })).toBeTruthy();
  });

  it("offers no lock while all accounts are in scope", async () => {
    await showPage(<AccountScope />);
    await menu(/All accounts/);
    expect(await screen.findByRole("menuitem", { name: "Connect account" })).toBeTruthy();
    expect(screen.queryByRole("menuitem", { name: /lock/i })).toBeNull();
  });

  it("goes back to all accounts when the one in scope is removed", async () => {
    scopeStore.set({ accountIds: ["test-lab"], regionIds: ["cn-beijing"], resourceGroupIds: [] });
    await showPage(<AccountScope />);
    await screen.findByText("test-lab");
    backend.account_list = () => accounts.filter(({ id }) => id !== "test-lab");
    act(() => emit({ kind: "accounts" }));
    await screen.findByText("All accounts");
    await userEvent.click(screen.getByRole("button", { name: /All accounts/ }));
    expect((await screen.findByRole("menuitemradio", { name: /All accounts/ })).getAttribute("aria-checked")).toBe("true");
  });
});
