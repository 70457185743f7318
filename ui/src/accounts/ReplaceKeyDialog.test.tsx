import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { i18next, switchLanguage } from "../i18n";
import { backend, problem } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import { ReplaceKeyDialog } from "./ReplaceKeyDialog";

const account = accounts[0]!;

async function show() {
  const replaced = vi.fn();
  await showPage(<ReplaceKeyDialog account={account} onClose={() => undefined} onReplaced={replaced} />);
  const form = within(await screen.findByRole("dialog", { name: "Replace the key of prod-cn" }));
  const person = userEvent.setup();
  const type = async (id: string, secret: string) => {
    await person.type(form.getByLabelText("AccessKey ID"), id);
    await person.type(form.getByLabelText("AccessKey Secret"), secret);
    await person.click(form.getByRole("button", { name: "Replace key" }));
  };
  return { replaced, form, person, type };
}

afterEach(async () => {
  await switchLanguage("en-US");
});

describe("replacing a key", () => {
  it("says whose key is expected and that jobs go on, and sends the new one", async () => {
    const replace = vi.fn(() => account);
    backend.account_key_replace = replace;
    const { form, replaced, type } = await show();
    expect(form.getByText("1934 0285 6117 7720")).toBeTruthy();
    expect(form.getByText("LTAI5tPq…N1bD")).toBeTruthy();
    expect(form.getByText("Running jobs go on with the new key.")).toBeTruthy();
    await expectAccessible();
    await type("LTAI5tNewKey", "secret");
    await waitFor(() => expect(replaced).toHaveBeenCalledTimes(1));
    expect(replace).toHaveBeenCalledWith({ accountId: "prod-cn", key: { accessKeyId: "LTAI5tNewKey", accessKeySecret: "secret" } });
  });

  it("refuses the key of another account at its field, and loses nothing that was typed", async () => {
    const { form, replaced, type } = await show();
    await type("LTAIother", "secret");
    const id = form.getByLabelText("AccessKey ID");
    await waitFor(() => expect(noteOf(id)).toMatch(/This key belongs to another account/));
    expect(document.activeElement).toBe(id);
    expect([valueOf(id), valueOf(form.getByLabelText("AccessKey Secret"))]).toEqual(["LTAIother", "secret"]);
    expect(replaced).not.toHaveBeenCalled();
    await expectAccessible();
  });

  it("sends nothing while a field is empty", async () => {
    const replace = vi.fn();
    backend.account_key_replace = replace;
    const { form, person } = await show();
    await person.click(form.getByRole("button", { name: "Replace key" }));
    expect(noteOf(form.getByLabelText("AccessKey ID"))).toMatch(/Paste the AccessKey ID/);
    expect(noteOf(form.getByLabelText("AccessKey Secret"))).toBe("Paste the AccessKey Secret.");
    expect(replace).not.toHaveBeenCalled();
  });

  it("tells a failure of the keyring above the buttons", async () => {
    backend.account_key_replace = () => {
      throw problem("keyringLocked");
    };
    const { form, type } = await show();
    await type("LTAI5tNewKey", "secret");
    expect((await form.findByRole("alert")).textContent).toMatch(/The keyring is locked/);
  });

  it("has Chinese words", async () => {
    await i18next.loadLanguages("zh-CN");
    await switchLanguage("zh-CN");
    await showPage(<ReplaceKeyDialog account={account} onClose={() => undefined} onReplaced={() => undefined} />);
    expect(await screen.findByRole("dialog", { name: "更换prod-cn的AccessKey" })).toBeTruthy();
    expect(screen.getByText("进行中的任务将使用新的AccessKey继续执行。")).toBeTruthy();
  });
});
