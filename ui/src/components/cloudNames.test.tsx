import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { beforeAll, expect, it } from "vitest";
import { i18next } from "../i18n";
import { problem } from "../test/backend";
import { Chip } from "./Chip";
import { CloudAnswer } from "./CloudAnswer";
import { ConfirmDialog } from "./ConfirmDialog";
import { DefinitionList } from "./DefinitionList";
import { FieldNote } from "./FieldNote";
import { GuidanceList } from "./GuidanceList";
import { ReviewRow } from "./ReviewRow";
import { Select } from "./Select";
import { ToastHost } from "./ToastHost";
import { showToast, toasts } from "./toasts";

beforeAll(() => i18next.loadNamespaces("image"));

const NAME = "erp\u200b-\u202egpj";
const SEEN = "erpU+200B-U+202Egpj";
const nothing = () => undefined;

const PARTS: readonly (readonly [string, ReactElement])[] = [
  ["a chip", <Chip name="" removeLabel="" onRemove={nothing}>{NAME}</Chip>],
  ["an answer of the cloud", <CloudAnswer problem={problem("refused", { provider: { code: "Refused", message: NAME, requestId: "" } })} />],
  ["a dialog", <ConfirmDialog open title={NAME} text="" effects={[]} button="" busy={false} onConfirm={nothing} onClose={nothing} />],
  ["a text of a dialog", <ConfirmDialog open title="" text={NAME} effects={[]} button="" busy={false} onConfirm={nothing} onClose={nothing} />],
  ["an effect", <ConfirmDialog open title="" text="" effects={[{ id: "what", tone: "bad", text: NAME }]} button="" busy={false} onConfirm={nothing} onClose={nothing} />],
  ["a value", <DefinitionList items={[{ term: "", value: NAME }]} />],
  ["an error of a field", <FieldNote id="note" error={NAME} />],
  ["a hint of a field", <FieldNote id="note" hint={NAME} />],
  ["a title of a guidance", <GuidanceList items={[{ id: "one", icon: "info", title: NAME }]} />],
  ["a text of a guidance", <GuidanceList items={[{ id: "one", icon: "info", text: NAME }]} />],
  ["a line of a review", <ReviewRow icon="info" term="">{NAME}</ReviewRow>],
  ["a select", <Select value="a" options={[{ value: "a", label: NAME }]} onChange={nothing} />],
];

it.each(PARTS)("%s shows what is hidden in a name", (_, part) => {
  render(part);
  expect(document.body.textContent).toContain(SEEN);
  expect(document.body.textContent).not.toContain("\u202e");
});

it("options show what is hidden in their names and hints", async () => {
  render(<Select label="VPC" value="" options={[{ value: "", label: "None" }, { value: "a", label: NAME, hint: NAME }]} onChange={nothing} />);
  await userEvent.click(screen.getByRole("combobox"));
  expect((await screen.findByRole("option", { name: /gpj/ })).textContent).toBe(SEEN + SEEN);
});

it("a toast shows it in words, and keeps its lines", () => {
  render(<ToastHost />);
  act(() => showToast(NAME, `${NAME}\ndone`, { tone: "good" }));
  expect(screen.getAllByText("erp[U+200B]-[U+202E]gpj").length).toBeGreaterThan(0);
  expect(screen.getAllByText(/^erp\[U\+200B\]-\[U\+202E\]gpj\s+done$/).length).toBeGreaterThan(0);
  act(() => toasts.close());
});
