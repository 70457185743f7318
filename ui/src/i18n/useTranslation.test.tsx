import { act } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { i18next, switchLanguage } from ".";
import { renderPart } from "../test/render";
import { useTranslation, type CatalogueWords } from "./useTranslation";

afterEach(async () => {
  await switchLanguage("en-US");
});

describe("words", () => {
  it("are those of the catalogue, with their values, plurals and those of other catalogues", () => {
    function Part() {
      const { t } = useTranslation(["grid", "common"]);
      return [t("filters.add"), t("filters.lastDays", { count: 1 }), t("filters.lastDays", { count: 7 }), t("common:practice")].join(" | ");
    }
    renderPart(<Part />);
    expect(document.body.textContent).toBe("Filter | last day | last 7 days | Practice cloud");
  });

  it("are waited for when their catalogue is not there yet", async () => {
    function Part() {
      const { t } = useTranslation("addressBook");
      return t("title");
    }
    expect(i18next.hasResourceBundle("en-US", "addressBook")).toBe(false);
    renderPart(<Part />);
    expect(document.body.textContent).toBe("");
    await vi.waitFor(() => expect(document.body.textContent).toBe("Address book"));
  });

  it("follow without a wait where it is said so", async () => {
    const drawn: (boolean | string)[] = [];
    function Part() {
      const { t, loading } = useTranslation("journal", { useSuspense: false });
      drawn.push(loading === null ? t("title") : false);
      return null;
    }
    renderPart(<Part />);
    await vi.waitFor(() => expect(drawn.at(-1)).toBe("Journal"));
    expect(drawn[0]).toBe(false);
  });

  it("follow the language, with what is made of it", async () => {
    const seen: CatalogueWords["i18n"][] = [];
    function Part() {
      const { t, i18n } = useTranslation("shell");
      seen.push(i18n);
      return <p>{`${i18n.language} ${t("titles.settings")}`}</p>;
    }
    renderPart(<Part />);
    expect(document.body.textContent).toBe("en-US Settings");
    await act(() => switchLanguage("zh-CN"));
    expect(document.body.textContent).toBe("zh-CN 设置");
    expect(seen.at(-1)).not.toBe(seen[0]);
    expect(seen[0]?.language).toBe("en-US");
  });

  it("are those of the language that was chosen last", async () => {
    let release: (() => void) | undefined;
    const loaded = new Promise<void>((resolve) => (release = resolve));
    vi.spyOn(i18next, "changeLanguage").mockReturnValueOnce(loaded as never);
    const first = switchLanguage("zh-CN");
    await act(() => switchLanguage("en-US"));
    release?.();
    await first;
    expect(document.documentElement.lang).toBe("en-US");
    expect(localStorage.getItem("language")).toBe("en-US");
  });

  it("are English where a language has none, and keys where a catalogue cannot be loaded", async () => {
    i18next.addResourceBundle("en-US", "spread", { ours: "Only in English" });
    function Part() {
      const { t } = useTranslation("spread");
      const { t: missing } = useTranslation("nowhere" as "spread");
      return <p>{`${(t as (key: string) => string)("ours")} | ${(missing as (key: string) => string)("ours")}`}</p>;
    }
    await act(() => switchLanguage("zh-CN"));
    renderPart(<Part />);
    await vi.waitFor(() => expect(document.body.textContent).toBe("Only in English | ours"));
  });
});
