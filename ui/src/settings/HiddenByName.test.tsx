import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { currentRoute } from "../route";
import { backend, emit, setWorld } from "../test/backend";
import { preferences } from "../test/fixtures/settings";
import { setPreferences } from "../test/settingsBackend";
import { showPage } from "../test/showPage";
import HiddenByName from "./HiddenByName";
import SnapshotsPage from "../snapshots/SnapshotsPage";

it("says beside the number of snapshots how many are hidden by name, and leads to where that is set", async () => {
  setPreferences(preferences);
  await showPage(<SnapshotsPage />);
  await userEvent.click(await screen.findByRole("button", { name: "46 hidden by name" }));
  expect(currentRoute()).toEqual({ page: "settings", section: "general" });
});

it("says it in an empty list too", async () => {
  setPreferences(preferences);
  setWorld({ snapshots: [] });
  await showPage(<SnapshotsPage />);
  expect(await screen.findByText("The chosen regions hold no snapshot to show.")).toBeTruthy();
  await waitFor(() => expect(screen.getAllByRole("button", { name: "46 hidden by name" })).toHaveLength(2));
});

it("follows what is hidden, and says nothing when nothing is", async () => {
  setPreferences({ ...preferences, hiddenSnapshots: 0 });
  const { container } = await showPage(<HiddenByName />);
  await waitFor(() => expect(container.textContent).toBe(""));
  setPreferences({ hiddenSnapshots: 1_300 });
  expect(await screen.findByText("1,300 hidden by name")).toBeTruthy();
  backend.preferences_get = () => ({ ...preferences, hiddenSnapshots: 7 });
  emit({ kind: "inventory", rows: "snapshots", revision: 9 });
  expect(await screen.findByText("7 hidden by name")).toBeTruthy();
});
