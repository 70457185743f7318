import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Account } from "../backend/bindings/types";
import { i18next, switchLanguage } from "../i18n";
import { backend, problem } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { MINUTE, NOW } from "../test/now";
import { expectAccessible, showPage } from "../test/showPage";
import { RefusalNote } from "./RefusalNote";

const refusal = problem("accountLocked", { params: { accountId: "prod-cn", action: "CreateImage" } });
const locked = (more: Partial<Account> = {}) => accounts.map((account) => (account.id === "prod-cn" ? { ...account, locked: true, ...more } : account));
const lifted = () => ({ ...accounts[0], locked: true, unlockedUntil: NOW + 30 * MINUTE });
const unlock = () => screen.findByRole("button", { name: "Unlock for 30 minutes and send again" });

beforeAll(() => i18next.loadNamespaces(["accounts", "problems"]));

describe("a refusal by the read-only lock", () => {
  it("names the account, says that nothing was sent, and unlocks and repeats on one click", async () => {
    backend.account_list = () => locked();
    const unlockFor = vi.fn(lifted);
    backend.account_unlock_for = unlockFor;
    const repeat = vi.fn();
    await showPage(<RefusalNote problem={refusal} onRepeat={repeat} />);
    const button = await unlock();
    expect(screen.getByRole("alert").textContent).toMatch(/prod-cn is read-only\. PROD.*Nothing was sent\..*CreateImage/);
    await expectAccessible();
    await userEvent.click(button);
    await waitFor(() => expect(repeat).toHaveBeenCalledTimes(1));
    expect(unlockFor).toHaveBeenCalledWith({ requestId: expect.any(String) as string, accountId: "prod-cn", minutes: 30 });
  });

  it("repeats nothing when unlocking fails, and says why", async () => {
    backend.account_list = () => locked();
    backend.account_unlock_for = () => {
      throw problem("storeFailed", { params: { reason: "full", operation: "write" } });
    };
    const repeat = vi.fn();
    await showPage(<RefusalNote problem={refusal} onRepeat={repeat} />);
    await userEvent.click(await unlock());
    expect(await screen.findByText(/disk is full/)).toBeTruthy();
    expect(repeat).not.toHaveBeenCalled();
  });

  it("only repeats when the account was unlocked elsewhere", async () => {
    backend.account_list = () => locked({ unlockedUntil: NOW + 5 * MINUTE });
    const repeat = vi.fn();
    await showPage(<RefusalNote problem={refusal} onRepeat={repeat} />);
    await userEvent.click(await screen.findByRole("button", { name: "Send again" }));
    expect(repeat).toHaveBeenCalledTimes(1);
  });

  it("offers nothing for an account that is gone", async () => {
    backend.account_list = () => [];
    await showPage(<RefusalNote problem={refusal} onRepeat={() => undefined} />);
    expect((await screen.findByRole("alert")).textContent).toMatch(/^The account is read-only/);
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("speaks Chinese", async () => {
    backend.account_list = () => locked();
    await i18next.loadLanguages("zh-CN");
    await switchLanguage("zh-CN");
    await showPage(<RefusalNote problem={refusal} onRepeat={() => undefined} />);
    expect(await screen.findByRole("button", { name: "解锁30分钟并重新发送" })).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toMatch(/prod-cn为只读。.*未发送任何请求。/);
    await switchLanguage("en-US");
  });

  it("leaves every other problem to its own words", async () => {
    await showPage(<RefusalNote problem={problem("timeout")} onRepeat={() => undefined} />);
    expect((await screen.findByRole("alert")).textContent).toMatch(/No answer in time/);
  });
});
