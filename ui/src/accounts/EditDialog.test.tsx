import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { AccountEdit } from "../backend/bindings/types";
import { i18next, switchLanguage } from "../i18n";
import { backend, changeAccount } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import { EditDialog } from "./EditDialog";

const lab = accounts.find((account) => account.id === "test-lab")!;
const dialog = (name = "Edit test-lab") => screen.findByRole("dialog", { name });

async function show(account = lab) {
  const close = vi.fn();
  await showPage(<EditDialog account={account} onClose={close} />);
  return { close, person: userEvent.setup(), form: within(await dialog(`Edit ${account.alias}`)) };
}

// What the keyboard of user-event asks jsdom for, to find the radio buttons of a group.
beforeAll(() => vi.stubGlobal("CSS", { escape: (text: string) => text.replaceAll(/[^\w-]/g, "\\$&") }));

afterEach(async () => {
  await switchLanguage("en-US");
});

describe("editing an account", () => {
  it("saves name, color, environment and endpoint, by keyboard too", async () => {
    const update = vi.fn(({ accountId, edit }: { accountId: string; edit: AccountEdit }) => changeAccount(accountId, edit));
    backend.account_update = update;
    const { close, person, form } = await show();
    await expectAccessible();
    const alias = form.getByLabelText("Name in Darkroom");
    await person.clear(alias);
    await person.type(alias, "lab-2");
    await person.tab();
    expect(document.activeElement).toBe(form.getByRole("radio", { name: "Green" }));
    await person.keyboard("{ArrowRight}{ArrowRight}");
    expect(form.getByRole<HTMLInputElement>("radio", { name: "Indigo" }).checked).toBe(true);
    await person.click(form.getByRole("radio", { name: "Staging" }));
    await person.click(form.getByRole("button", { name: "Custom endpoint" }));
    await person.keyboard("ecs.internal:8443");
    await person.click(form.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(close).toHaveBeenCalledTimes(1));
    expect(update).toHaveBeenCalledWith({
      accountId: "test-lab",
      edit: { alias: "lab-2", color: 5, environment: "staging", endpoint: "ecs.internal:8443" },
    });
  });

  it("tells each refusal at its field, and loses nothing that was typed", async () => {
    const { close, person, form } = await show();
    const alias = form.getByLabelText("Name in Darkroom");
    await person.clear(alias);
    await person.click(form.getByRole("button", { name: "Save changes" }));
    expect(noteOf(alias)).toMatch(/Give the account a name/);
    expect(document.activeElement).toBe(alias);
    await person.type(alias, "prod-cn");
    await person.click(form.getByRole("button", { name: "Custom endpoint" }));
    const endpoint = form.getByLabelText("Endpoint");
    await person.type(endpoint, "no host");
    await person.click(form.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(noteOf(alias)).toMatch(/Choose a different name/));
    await person.type(alias, "-2");
    await person.click(form.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(noteOf(endpoint)).toMatch(/An endpoint is a host name/));
    expect([valueOf(alias), valueOf(endpoint)]).toEqual(["prod-cn-2", "no host"]);
    expect(close).not.toHaveBeenCalled();
    await expectAccessible();
  });

  it("names the other accounts of the same color", async () => {
    const { person, form } = await show();
    await person.click(form.getByRole("radio", { name: "Teal" }));
    expect(form.getByText("Also the color of prod-cn")).toBeTruthy();
  });

  it("offers the lock, off, when the account becomes production, and sets it once the account is saved", async () => {
    const order: string[] = [];
    backend.account_update = ({ edit }: { edit: AccountEdit }) => {
      order.push("update");
      return changeAccount("test-lab", edit);
    };
    backend.account_lock = ({ locked }: { locked: boolean }) => {
      order.push(`lock ${String(locked)}`);
      return changeAccount("test-lab", { locked });
    };
    const { close, person, form } = await show();
    expect(form.queryByRole("checkbox")).toBeNull();
    await person.click(form.getByRole("radio", { name: "Production" }));
    const offer = form.getByRole<HTMLInputElement>("checkbox", { name: "Lock this account" });
    expect(offer.checked).toBe(false);
    await person.click(offer);
    await person.click(form.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(close).toHaveBeenCalledTimes(1));
    expect(order).toEqual(["update", "lock true"]);
  });

  it("does not lock an account that is no longer marked production, nor offer a lock that is set", async () => {
    const lock = vi.fn();
    backend.account_lock = lock;
    const { close, person, form } = await show();
    await person.click(form.getByRole("radio", { name: "Production" }));
    await person.click(form.getByRole("checkbox", { name: "Lock this account" }));
    await person.click(form.getByRole("radio", { name: "Test" }));
    await person.click(form.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(close).toHaveBeenCalledTimes(1));
    expect(lock).not.toHaveBeenCalled();
  });

  it("does not offer a lock that is set", async () => {
    const { form } = await show({ ...accounts[0]!, locked: true });
    expect(form.queryByRole("checkbox")).toBeNull();
  });

  it("has Chinese words", async () => {
    await i18next.loadLanguages("zh-CN");
    await switchLanguage("zh-CN");
    await showPage(<EditDialog account={accounts[0]!} onClose={() => undefined} />);
    const form = within(await dialog("编辑prod-cn"));
    expect(form.getByRole("radio", { name: "青色" })).toBeTruthy();
    expect(form.getByRole("checkbox", { name: "锁定此账号" })).toBeTruthy();
    expect(form.getByRole("button", { name: "保存更改" })).toBeTruthy();
  });
});
