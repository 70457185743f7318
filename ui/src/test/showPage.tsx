import { act, configure } from "@testing-library/react";
import type { ReactElement } from "react";
import { beforeAll, expect, vi } from "vitest";
import { i18next } from "../i18n";
import { seriousViolations } from "./axe";
import "./pagesBackend";
import { renderPart } from "./render";

// The limits are for tests that hang, not for machines that are slow.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 20_000 });

// What pages load when they first need it is there before the tests, so that no test waits for it.
beforeAll(async () => {
  await Promise.all([
    import("../components/MenuPopup"),
    i18next.loadNamespaces(["accounts", "addressBook", "change", "compare", "deletion", "desktop", "findings", "image", "imageCheck", "imageEdit", "instances", "jobs", "journal", "launch", "presence", "problems", "proof", "recipes", "replace", "settings", "snapshotOrder", "spread", "welcome"]),
  ]);
}, 60_000);

/** Shows a page that is loaded later, with its words. */
export async function showPage(page: ReactElement) {
  const shown = renderPart(page);
  await act(() => Promise.resolve());
  return shown;
}

export const expectAccessible = async (): Promise<void> => expect(await seriousViolations(document.body)).toEqual([]);

/** The line under a field: its hint or its error. */
export const noteOf = (field: HTMLElement): string => {
  const notes = field.getAttribute("aria-describedby")?.split(" ") ?? [];
  return notes.filter((id) => id.endsWith("-note")).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
};

export const valueOf = (field: HTMLElement): string => (field instanceof HTMLInputElement ? field.value : "");
