import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { AccountForm, Identity } from "../backend/bindings/types";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import WelcomePage from "./WelcomePage";

const idField = () => screen.findByLabelText("AccessKey ID");
const connect = () => screen.getByRole("button", { name: "Connect account" });

async function fill(id: string, secret: string, alias = "prod-cn") {
  const person = userEvent.setup();
  if (id) await person.type(await idField(), id);
  if (secret) await person.type(screen.getByLabelText("AccessKey Secret"), secret);
  if (alias) await person.type(screen.getByLabelText("Name in Darkroom"), alias);
  return person;
}

describe("welcome page", () => {
  it("has nothing that axe objects to", async () => {
    await showPage(<WelcomePage />);
    await idField();
    await expectAccessible();
  });

  it("leads to the settings, where a proxy is set", async () => {
    await showPage(<WelcomePage />);
    await userEvent.click(screen.getByRole("button", { name: "Settings" }));
    expect(currentRoute()).toEqual({ page: "settings", section: "general" });
    act(() => go({ page: "welcome" }));
  });

  it("says at each empty field what to type, and sends nothing", async () => {
    const save = vi.fn();
    backend.account_save = save;
    await showPage(<WelcomePage />);
    await idField();
    await userEvent.click(connect());
    expect(noteOf(await idField())).toMatch(/Paste the AccessKey ID/);
    expect(noteOf(screen.getByLabelText("AccessKey Secret"))).toBe("Paste the AccessKey Secret.");
    expect(noteOf(screen.getByLabelText("Name in Darkroom"))).toMatch(/Give the account a name/);
    expect(document.activeElement).toBe(await idField());
    expect(save).not.toHaveBeenCalled();
  });

  it("tells a refusal at its field with the provider's words, and loses nothing that was typed", async () => {
    await showPage(<WelcomePage />);
    await idField();
    const person = await fill("LTAI5tPq8XmZ4kW2vR7cN1bD", "wrong");
    await person.click(screen.getByRole("radio", { name: "Production" }));
    await person.click(connect());
    const secret = screen.getByLabelText("AccessKey Secret");
    await waitFor(() => expect(noteOf(secret)).toMatch(/this is not its secret/));
    expect(screen.getByText("SignatureDoesNotMatch")).toBeTruthy();
    expect(screen.getByText("7B1E5D0A-3C42-5F9A-8E61-2D4C9B7A0F53")).toBeTruthy();
    expect(valueOf(await idField())).toBe("LTAI5tPq8XmZ4kW2vR7cN1bD");
    expect(valueOf(secret)).toBe("wrong");
    expect(valueOf(screen.getByLabelText("Name in Darkroom"))).toBe("prod-cn");
    expect((screen.getByRole<HTMLInputElement>("radio", { name: "Production" })).checked).toBe(true);
    await expectAccessible();
  });

  it("tells a failure without a field above the buttons", async () => {
    backend.account_save = () => {
      throw problem("keyringLocked");
    };
    await showPage(<WelcomePage />);
    await idField();
    const person = await fill("LTAI5tPq8XmZ4kW2vR7cN1bD", "secret");
    await person.click(connect());
    expect((await screen.findByRole("alert")).textContent).toMatch(/The keyring is locked.*Unlock it, then try again/);
  });

  it("opens the endpoint for typing", async () => {
    await showPage(<WelcomePage />);
    await idField();
    await userEvent.click(screen.getByRole("button", { name: "Custom endpoint" }));
    expect(document.activeElement).toBe(screen.getByLabelText("Endpoint"));
  });

  it("shows whose key it is when it is tested", async () => {
    await showPage(<WelcomePage />);
    await idField();
    const person = await fill("LTAI5tPq8XmZ4kW2vR7cN1bD", "secret", "");
    await person.click(screen.getByRole("button", { name: "Test" }));
    expect(await screen.findByText("1934 0285 6117 7720")).toBeTruthy();
    expect(screen.getByText("acs:ram::1934028561177720:user/darkroom-ops")).toBeTruthy();
  });

  it("counts the secret without the spaces around it, hides it, and shows it on demand", async () => {
    await showPage(<WelcomePage />);
    await idField();
    const person = await fill("", "  abcdef ", "");
    const secret = screen.getByLabelText("AccessKey Secret");
    expect(noteOf(secret)).toBe("6 characters; spaces around it are left out");
    expect(secret.getAttribute("type")).toBe("password");
    await person.click(screen.getByRole("button", { name: "Show the secret" }));
    expect(secret.getAttribute("type")).toBe("text");
  });

  it("sends one request for a double click, and goes to the snapshots", async () => {
    go({ page: "welcome" });
    const ids: string[] = [];
    const standard = backend.account_save as unknown as (args: object) => unknown;
    backend.account_save = (args: { requestId: string; form: AccountForm }) => {
      ids.push(args.requestId);
      return standard(args);
    };
    await showPage(<WelcomePage />);
    await idField();
    const person = await fill("LTAI5tPq8XmZ4kW2vR7cN1bD", "secret", "fresh");
    await person.dblClick(connect());
    await waitFor(() => expect(currentRoute().page).toBe("snapshots"));
    expect(new Set(ids).size).toBe(1);
  });

  it("does not tell of a key what was found out about another one", async () => {
    let answer: (identity: Identity) => void = () => undefined;
    backend.account_test = () => new Promise<Identity>((resolve) => (answer = resolve));
    await showPage(<WelcomePage />);
    await idField();
    const person = await fill("LTAIfirst", "secret", "");
    await person.click(screen.getByRole("button", { name: "Test" }));
    await person.type(await idField(), "2");
    answer({ uid: "1934028561177720", arn: "acs:ram::1934028561177720:root", identityType: "Account", requestId: "7B1E" });
    await waitFor(() => expect(screen.getByRole("button", { name: "Test" }).getAttribute("aria-disabled")).toBeNull());
    expect(screen.queryByText("The key works.")).toBeNull();
    expect(screen.queryByText("1934 0285 6117 7720")).toBeNull();
  });

  it("offers the lock with production, off, and locks the account once it is connected", async () => {
    const lock = vi.fn(({ locked }: { locked: boolean }) => ({ ...accounts[0], locked }));
    backend.account_lock = lock;
    go({ page: "welcome" });
    await showPage(<WelcomePage />);
    await idField();
    const person = await fill("LTAI5tPq8XmZ4kW2vR7cN1bD", "secret", "fresh");
    expect(screen.queryByRole("checkbox")).toBeNull();
    await person.click(screen.getByRole("radio", { name: "Production" }));
    const offer = screen.getByRole<HTMLInputElement>("checkbox", { name: "Lock this account" });
    expect(offer.checked).toBe(false);
    await person.click(offer);
    await person.click(connect());
    await waitFor(() => expect(lock).toHaveBeenCalledWith({ accountId: "new", locked: true }));
    await waitFor(() => expect(currentRoute().page).toBe("snapshots"));
  });

  it("keeps the id of a save that is tried again, and takes another when something was changed", async () => {
    const ids: string[] = [];
    backend.account_save = ({ requestId }: { requestId: string }) => {
      ids.push(requestId);
      throw problem("timeout", { params: { host: "sts.aliyuncs.com" } });
    };
    await showPage(<WelcomePage />);
    await idField();
    const person = await fill("LTAI5tPq8XmZ4kW2vR7cN1bD", "secret", "fresh");
    await person.click(connect());
    await screen.findByRole("alert");
    await person.click(connect());
    await waitFor(() => expect(ids).toHaveLength(2));
    expect(ids[1]).toBe(ids[0]);
    await screen.findByRole("alert");
    await person.type(screen.getByLabelText("Name in Darkroom"), "2");
    await person.click(connect());
    await waitFor(() => expect(ids).toHaveLength(3));
    expect(ids[2]).not.toBe(ids[0]);
  });

  it("opens the practice cloud", async () => {
    go({ page: "welcome" });
    await showPage(<WelcomePage />);
    await idField();
    const door = screen.getByRole("region", { name: "Explore the practice cloud" });
    await userEvent.click(within(door).getByRole("button", { name: "Open the practice cloud" }));
    await waitFor(() => expect(currentRoute().page).toBe("snapshots"));
  });
});
