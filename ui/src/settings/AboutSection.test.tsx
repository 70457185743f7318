import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { backend, problem } from "../test/backend";
import { expectAccessible, showPage } from "../test/showPage";
import { AboutSection } from "./AboutSection";

const open = async () => {
  await userEvent.click(screen.getByRole("button", { name: "Show licences" }));
  return within(await screen.findByRole("dialog", { name: "Licences" }));
};

it("names the versions of the program and of what it runs on", async () => {
  await showPage(<AboutSection />);
  expect(await screen.findByText("Darkroom 0.1.0")).toBeTruthy();
  expect(screen.getByText("Tauri 2.9.3 · WebKitGTK 2.48.3 · Debian GNU/Linux 13")).toBeTruthy();
});

it("reads the licences when one asks for them, whole however long they are", async () => {
  const lines = Array.from({ length: 1_234 }, (_, index) => `line ${index}`).join("\n");
  const read = vi.fn(() => lines);
  backend.licences_text = read;
  await showPage(<AboutSection />);
  expect(read).not.toHaveBeenCalled();
  const dialog = await open();
  const text = await dialog.findByRole("region", { name: "Text of the licences" });
  expect([...text.children].map((part) => part.textContent).join("\n")).toBe(lines);
  await expectAccessible();
  await userEvent.click(dialog.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("says that there are none beside a program that was not installed, and when they could not be read", async () => {
  backend.licences_text = () => {
    throw problem("internal");
  };
  await showPage(<AboutSection />);
  const dialog = await open();
  expect(await dialog.findByText("The licences could not be read")).toBeTruthy();
  backend.licences_text = () => "";
  await userEvent.click(dialog.getByRole("button", { name: "Try again" }));
  expect(await dialog.findByText(/This copy was not installed from one/)).toBeTruthy();
  expect(dialog.queryByRole("region")).toBeNull();
});
