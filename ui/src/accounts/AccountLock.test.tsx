import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Account } from "../backend/bindings/types";
import { i18next, switchLanguage } from "../i18n";
import { backend, changeAccount, problem } from "../test/backend";
import { MINUTE, NOW } from "../test/now";
import { expectAccessible, showPage } from "../test/showPage";
import AccountsSection from "./AccountsSection";
import { lockFailureStore } from "./lockFailure";
import { LockFailureHost } from "./LockFailureHost";

const panel = () => screen.findByRole("complementary", { name: /prod-cn/ });
const show = () =>
  showPage(
    <>
      <AccountsSection />
      <LockFailureHost />
    </>,
  );

async function choose(alias: string, item: string) {
  const person = userEvent.setup();
  const table = await screen.findByRole("table");
  await person.click(within(table).getByRole("button", { name: `Actions for ${alias}` }));
  await person.click(await screen.findByRole("menuitem", { name: item }));
  return person;
}

afterEach(async () => {
  vi.useRealTimers();
  act(() => lockFailureStore.set(null));
  await switchLanguage("en-US");
});

describe("the read-only lock of an account", () => {
  it("is set in the account's menu, and shows beside the badge, in the table and in the panel", async () => {
    await show();
    expect(within(await panel()).getByRole("heading", { name: "May change" })).toBeTruthy();
    await choose("prod-cn", "Lock account");
    await waitFor(async () => expect(within(await panel()).getByRole("heading", { name: "Read-only" })).toBeTruthy());
    const row = within(screen.getByRole("table")).getByRole("row", { name: /prod-cn/ });
    expect(within(row).getByRole("img", { name: "Read-only" })).toBeTruthy();
    expect(within(row).getByText("Read-only")).toBeTruthy();
    await expectAccessible();
  });

  it("is lifted for 30 minutes and counts down to read-only, without asking the core", async () => {
    changeAccount("prod-cn", { locked: true });
    const unlockFor = vi.fn(({ accountId }: { accountId: string }) => changeAccount(accountId, { unlockedUntil: NOW + 30 * MINUTE }));
    backend.account_unlock_for = unlockFor;
    await show();
    await userEvent.click(within(await panel()).getByRole("button", { name: "Unlock for 30 minutes" }));
    expect(unlockFor).toHaveBeenCalledWith({ requestId: expect.any(String) as string, accountId: "prod-cn", minutes: 30 });
    expect(await within(await panel()).findByText("Read-only again in 30:00, or when Darkroom is closed.")).toBeTruthy();
    expect(within(screen.getByRole("table")).getByText("Unlocked, 30:00")).toBeTruthy();
  });

  it("is read-only again when the time is over", async () => {
    changeAccount("prod-cn", { locked: true, unlockedUntil: NOW + 2_000 });
    await show();
    expect(within(await panel()).getByRole("heading", { name: /Unlocked for a time 0:02/ })).toBeTruthy();
    vi.mocked(Date.now).mockReturnValue(NOW + 2_000);
    await waitFor(async () => expect(within(await panel()).getByRole("heading", { name: "Read-only" })).toBeTruthy());
  });

  it("is taken off, and can be set again before a lifted time is over", async () => {
    changeAccount("prod-cn", { locked: true, unlockedUntil: NOW + 29 * MINUTE });
    const lock = vi.fn(({ accountId, locked }: { accountId: string; locked: boolean }) => changeAccount(accountId, { locked, unlockedUntil: null }));
    backend.account_lock = lock;
    await show();
    await userEvent.click(within(await panel()).getByRole("button", { name: "Lock again now" }));
    expect(lock).toHaveBeenLastCalledWith({ accountId: "prod-cn", locked: true });
    await userEvent.click(await within(await panel()).findByRole("button", { name: "Unlock account" }));
    expect(lock).toHaveBeenLastCalledWith({ accountId: "prod-cn", locked: false });
    expect(await within(await panel()).findByRole("heading", { name: "May change" })).toBeTruthy();
  });

  it("opens a dialog when it could not be changed, and tries again from there", async () => {
    backend.account_lock = () => {
      throw problem("storeFailed", { params: { reason: "readOnly", operation: "write" } });
    };
    await show();
    const person = await choose("prod-cn", "Lock account");
    const dialog = await screen.findByRole("dialog", { name: "prod-cn could not be locked" });
    expect(within(dialog).getByRole("alert").textContent).toMatch(/read-only, so this was not saved/);
    await expectAccessible();
    backend.account_lock = ({ accountId, locked }: Pick<Account, "locked"> & { accountId: string }) => changeAccount(accountId, { locked });
    await person.click(within(dialog).getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(within(await panel()).getByRole("heading", { name: "Read-only" })).toBeTruthy();
  });

  it("has Chinese words", async () => {
    changeAccount("prod-cn", { locked: true });
    await i18next.loadLanguages("zh-CN");
    await switchLanguage("zh-CN");
    await show();
    const there = await panel();
    expect(within(there).getByRole("heading", { name: "只读" })).toBeTruthy();
    expect(within(there).getByRole("button", { name: "解锁30分钟" })).toBeTruthy();
    expect(within(there).getByRole("button", { name: "解锁账号" })).toBeTruthy();
  });
});
