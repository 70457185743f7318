import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { i18next, switchLanguage } from "../i18n";
import { accounts, practice } from "../test/fixtures/accounts";
import { renderPart } from "../test/render";
import { AccountTag } from "./AccountTag";

it("names the practice account in the language of the window, others as they were named", async () => {
  await i18next.loadLanguages("zh-CN");
  renderPart(
    <>
      <AccountTag account={{ ...practice, alias: "a constant of the core" }} />
      <AccountTag account={accounts[0]!} />
    </>,
  );
  expect(screen.getByText("Practice")).toBeTruthy();
  expect(screen.getByText("prod-cn")).toBeTruthy();
  await switchLanguage("zh-CN");
  expect(await screen.findByText("练习")).toBeTruthy();
  await switchLanguage("en-US");
});
