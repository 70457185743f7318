import { renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { connectAsked } from "../accounts/connectAsked";
import { currentRoute, go } from "../route";
import { tell } from "../test/backend";
import { useConnectAsked } from "./useConnectAsked";

beforeEach(() => {
  connectAsked.set(false);
  go({ page: "snapshots" });
  location.hash = "";
  document.body.replaceChildren();
});

it("shows the form for a new account at a start that asks for it, and not again after a reload", () => {
  location.hash = "#connect-account";
  renderHook(useConnectAsked);
  expect(connectAsked.get()).toBe(true);
  expect(currentRoute()).toEqual({ page: "settings", section: "accounts" });
  expect(location.hash).toBe("");
});

it("stays where it is at any other start, and follows when it is asked later", () => {
  const { unmount } = renderHook(useConnectAsked);
  expect(currentRoute()).toEqual({ page: "snapshots" });
  tell("connect-account", null);
  expect(connectAsked.get()).toBe(true);
  expect(currentRoute()).toEqual({ page: "settings", section: "accounts" });
  unmount();
});

it("leaves what is typed in a dialog", () => {
  const dialog = document.createElement("div");
  dialog.dataset.modal = "";
  document.body.append(dialog);
  renderHook(useConnectAsked);
  tell("connect-account", null);
  expect(currentRoute()).toEqual({ page: "snapshots" });
});
