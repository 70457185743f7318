import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ProblemCode, ProxyForm } from "../backend/bindings/types";
import { toasts } from "../components/toasts";
import { i18next, switchLanguage } from "../i18n";
import { backend, problem } from "../test/backend";
import { certificate, ownProxy, preferences } from "../test/fixtures/settings";
import { holdAnswer } from "../test/holdAnswer";
import { DAY, NOW } from "../test/now";
import { setPreferences } from "../test/settingsBackend";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import { NetworkSection } from "./NetworkSection";

interface Sent {
  form: ProxyForm | null;
  password: string | null;
  forgetPassword?: boolean;
}

const SECRET = "Pr0xy-secret";
const ADDRESS = "http://proxy.corp.example:3128";
let sent: (Sent & { command: string })[] = [];

/** Writes down what a command is sent. */
function follow(command: string) {
  const handler = backend[command] as (args: Sent) => unknown;
  backend[command] = (args: Sent) => {
    sent.push({ command, ...args });
    return handler(args);
  };
}

const show = async () => {
  const shown = await showPage(<NetworkSection />);
  await screen.findByRole("radiogroup", { name: "Proxy" });
  return shown;
};
const mode = (name: string) => screen.getByRole<HTMLInputElement>("radio", { name });
const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name, { selector: "input" });
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

const fill = async () => {
  await userEvent.click(mode("Own"));
  await userEvent.type(field("Address"), ADDRESS);
  await userEvent.type(field(/^User name/), "anna");
  await userEvent.type(field(/^Password/), SECRET);
};

beforeEach(() => {
  setPreferences(preferences);
  sent = [];
  follow("proxy_set");
  follow("connection_test");
});

afterEach(async () => {
  await switchLanguage("en-US");
});

describe("the proxy", () => {
  it("says which one is used, and where it was found", async () => {
    await show();
    expect(screen.getByText("proxy.corp.example:3128, HTTPS_PROXY")).toBeTruthy();
    setPreferences({ proxy: { ...preferences.proxy, effective: "socks5://127.0.0.1:1080", effectiveFrom: "desktop" } });
    expect(await screen.findByText("socks5://127.0.0.1:1080, settings of the desktop")).toBeTruthy();
  });

  it("is none at once", async () => {
    await show();
    await userEvent.click(mode("None"));
    expect(await screen.findByText("Not used now")).toBeTruthy();
    expect(mode("None").checked).toBe(true);
    expect(sent).toEqual([{ command: "proxy_set", form: { mode: "none", address: "", userName: "" }, password: null, forgetPassword: false }]);
  });

  it("stays as it is until an own one is saved", async () => {
    await show();
    await fill();
    expect(screen.getByText("In use once it is saved")).toBeTruthy();
    await userEvent.click(mode("System"));
    expect(screen.getByText("proxy.corp.example:3128, HTTPS_PROXY")).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it("of one's own is saved and tested, and its password is kept nowhere in the window", async () => {
    const { client } = await show();
    await fill();
    const password = field(/^Password/);
    expect([password.type, password.autocomplete]).toEqual(["password", "off"]);
    await press("Save and test");
    expect(await screen.findByText(/^ecs\.cn-hangzhou\.aliyuncs\.com through http:\/\/proxy\.corp\.example:3128 in 212 ms, \d\d:\d\d$/)).toBeTruthy();
    const form: ProxyForm = { mode: "own", address: ADDRESS, userName: "anna" };
    expect(sent).toEqual([
      { command: "proxy_set", form, password: SECRET, forgetPassword: false },
      { command: "connection_test", form: null, password: null },
    ]);
    expect(field(/^Password/).value).toBe("");
    expect(noteOf(field(/^Password/))).toBe("Empty: the one in the keyring stays");
    const kept = JSON.stringify([client.getMutationCache().getAll().map(({ state }) => state), client.getQueryCache().getAll().map(({ state, queryKey }) => [state, queryKey])]);
    expect(kept).not.toContain(SECRET);
    expect(document.body.innerHTML).not.toContain(SECRET);
    await expectAccessible();
  });

  it("can be tested before it is saved", async () => {
    await show();
    await fill();
    await press("Test only");
    expect(await screen.findByText(/ through http:\/\/proxy\.corp\.example:3128 in 212/)).toBeTruthy();
    expect(sent.map(({ command, password }) => [command, password])).toEqual([["connection_test", SECRET]]);
    expect(field(/^Password/).value).toBe(SECRET);
    await userEvent.type(field("Address"), "9");
    expect(screen.queryByText(/ through http/)).toBeNull();
  });

  it("says at its field what is wrong with it, and loses nothing that was typed", async () => {
    await show();
    await userEvent.click(mode("Own"));
    await press("Save and test");
    expect(noteOf(field("Address"))).toBe("Fill in this field.");
    await waitFor(() => expect(document.activeElement).toBe(field("Address")));
    await userEvent.type(field("Address"), "proxy corp");
    await press("Save and test");
    await waitFor(() => expect(noteOf(field("Address"))).toMatch(/characters that cannot belong/));
    await userEvent.clear(field("Address"));
    await userEvent.type(field("Address"), ADDRESS);
    await userEvent.type(field(/^Password/), "wrong");
    await press("Test only");
    await waitFor(() => expect(noteOf(field(/^Password/))).toMatch(/did not accept the user name and password/));
    expect(field(/^Password/).value).toBe("wrong");
    await expectAccessible();
  });

  it("says that the password in the keyring is for another address or user name", async () => {
    setPreferences({ proxy: ownProxy });
    await show();
    expect(noteOf(field(/^Password/))).toBe("Empty: the one in the keyring stays");
    await userEvent.type(field(/^User name/), "2");
    expect(noteOf(field(/^Password/))).toBe("The one in the keyring is for another address or user name");
  });

  it("loses its password when one asks for it", async () => {
    setPreferences({ proxy: ownProxy });
    const added = vi.spyOn(toasts, "add");
    await show();
    await press("Remove password");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Remove password" })).toBeNull());
    expect(sent).toEqual([{ command: "proxy_set", form: { mode: "own", address: ADDRESS, userName: "anna" }, password: null, forgetPassword: true }]);
    expect(added.mock.calls.at(-1)?.[0].title).toBe("The password of the proxy was removed");
  });

  it("is sent once, however often one presses", async () => {
    await show();
    await fill();
    const release = holdAnswer("proxy_set");
    await press("Save and test");
    await press("Saving…");
    release();
    await screen.findByText(/ through http/);
    expect(sent.filter(({ command }) => command === "proxy_set")).toHaveLength(1);
  });
});

describe("the connection", () => {
  it("is tested when one asks, and again", async () => {
    await show();
    expect(screen.getByText("Not tested yet")).toBeTruthy();
    expect(sent).toEqual([]);
    const release = holdAnswer("connection_test");
    await press("Test connection");
    expect(await screen.findByText("Testing…")).toBeTruthy();
    release();
    expect(await screen.findByText(/ in 212 ms/)).toBeTruthy();
    await press("Test again");
    await waitFor(() => expect(sent).toHaveLength(2));
  });

  const PROXY = "http://proxy.corp.example:3128";
  const HOST = "ecs.cn-hangzhou.aliyuncs.com";
  it.each<[ProblemCode, Record<string, string>, RegExp]>([
    ["proxyPasswordRefused", { proxy: PROXY }, /did not accept the user name and password\. Check them in Settings, Network/],
    ["proxyUnreachable", { proxy: PROXY }, /Check its address and port in Settings, Network/],
    ["proxyRefused", { proxy: PROXY, host: HOST }, /refused to connect to ecs\.cn-hangzhou\.aliyuncs\.com\. Ask whoever/],
    ["certificateUntrusted", { host: HOST, issuer: "Example Corp Root CA" }, /issued by Example Corp Root CA.*add its CA certificate in Settings, Network/],
    ["notEcsReply", { host: HOST }, /A proxy or a sign-in page of the network may stand between/],
    ["timeout", { host: HOST }, /did not answer in time\. Check the network/],
    ["endpointUnreachable", { host: HOST }, /could not be reached\. Check the network/],
  ])("says of %s what to do next", async (code, params, words) => {
    await show();
    backend.connection_test = () => {
      throw problem(code, { params });
    };
    await press("Test connection");
    expect((await screen.findByRole("alert")).textContent).toMatch(words);
    await expectAccessible();
  });

  it("counts as untested once the way to the cloud is another", async () => {
    await show();
    await press("Test connection");
    await screen.findByText(/ in 212/);
    await userEvent.click(mode("None"));
    expect(await screen.findByText("Not tested yet")).toBeTruthy();
  });
});

describe("certificates", () => {
  it("are added with a file, and removed when that is confirmed", async () => {
    await show();
    const list = () => within(screen.getByRole("list", { name: "Added certificates" }));
    expect(list().getAllByRole("listitem").map((item) => item.textContent)).toEqual(["corp-root.pemExample Corp Root CA, until 2029-05-11"]);
    await press("Add…");
    expect(await list().findByText("branch-ca.crt")).toBeTruthy();
    expect(screen.getByText("Those of the system and 2 more")).toBeTruthy();
    await press("Remove corp-root.pem");
    const dialog = within(await screen.findByRole("dialog", { name: "Remove a certificate" }));
    expect(dialog.getByText(/corp-root\.pem of Example Corp Root CA is no longer trusted/)).toBeTruthy();
    await expectAccessible();
    await userEvent.click(dialog.getByRole("button", { name: "Remove certificate" }));
    await waitFor(() => expect(list().queryByText("corp-root.pem")).toBeNull());
  });

  it("stay as they are when the choice of a file is cancelled or the file is none", async () => {
    setPreferences({ certificates: [] });
    await show();
    expect(screen.getByText("Those of the system")).toBeTruthy();
    backend.certificate_choose = () => null;
    await press("Add…");
    expect(screen.queryByRole("alert")).toBeNull();
    backend.certificate_choose = () => {
      throw problem("certificateRefused", { params: { file: "notes.txt", reason: "notCertificate" } });
    };
    await press("Add…");
    expect((await screen.findByRole("alert")).textContent).toMatch(/notes\.txt holds no certificate.*Choose a PEM or DER file/);
    backend.certificate_choose = () => null;
    await press("Add…");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("that have expired say so", async () => {
    setPreferences({ certificates: [{ ...certificate, notAfter: NOW - DAY }] });
    await show();
    expect(screen.getByText("Example Corp Root CA, expired 2026-11-22, not trusted")).toBeTruthy();
  });

  it("say in the dialog why they could not be removed", async () => {
    await show();
    backend.certificate_remove = () => {
      throw problem("storeFailed", { params: { reason: "readOnly", operation: "write" } });
    };
    await press("Remove corp-root.pem");
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Remove certificate" }));
    expect((await dialog.findByRole("alert")).textContent).toMatch(/read-only/);
  });
});

it("says failures in Chinese", async () => {
  await i18next.loadLanguages("zh-CN");
  await i18next.loadNamespaces("problems");
  await switchLanguage("zh-CN");
  await showPage(<NetworkSection />);
  backend.connection_test = () => {
    throw problem("proxyPasswordRefused", { params: { proxy: "http://proxy.corp.example:3128" } });
  };
  await userEvent.click(await screen.findByRole("button", { name: "测试连接" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/不接受用户名和密码。请在“设置”的“网络”中检查/);
});
