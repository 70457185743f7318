import { act, screen } from "@testing-library/react";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { i18next } from ".";
import { App } from "../shell/App";
import { renderPart } from "../test/render";
import { useTranslation } from "./useTranslation";

/** Words of problems come with them, and are not waited for. */
const FIRST = ["common", "grid", "problems", "shell", "snapshots", "sync"];
const loaded = () => Object.keys(i18next.services.resourceStore.data["en-US"] ?? {}).sort();

// The limit is for tests that hang, not for machines that are slow.
vi.setConfig({ testTimeout: 60_000 });

// What the window loads when it is idle is there before the test, not after it.
beforeAll(() => import("../snapshots/SnapshotDetails"), 60_000);

describe("the first page", () => {
  it("needs no words but those that are there before it", async () => {
    renderPart(<App />);
    await screen.findByText("erp-db-01-sys-1123");
    expect(loaded()).toEqual(FIRST);
  });

  it("is not drawn again when the words of another page arrive", async () => {
    let drawn = 0;
    function Part() {
      const { t } = useTranslation("shell");
      drawn += 1;
      return t("scope.label");
    }
    renderPart(<Part />);
    const before = drawn;
    await act(() => i18next.loadNamespaces("image"));
    expect(loaded()).toContain("image");
    expect(drawn).toBe(before);
  });
});
