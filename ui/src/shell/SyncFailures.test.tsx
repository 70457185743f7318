import { act, configure, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it } from "vitest";
import { backend, emit } from "../test/backend";
import { partly, synced } from "../test/fixtures/sync";
import { renderPart } from "../test/render";
import { SyncFailures } from "./SyncFailures";

// The limit is for tests that hang, not for machines that are slow.
configure({ asyncUtilTimeout: 10_000 });

beforeAll(async () => {
  await Promise.all([import("../components/PopoverPopup"), import("../sync/FailedShards")]);
}, 60_000);

it("does not open by itself when something fails after it was closed by an end of all failures", { timeout: 60_000 }, async () => {
  const become = (sync: typeof synced) => {
    backend.sync_state = () => sync;
    act(() => emit({ kind: "sync" }));
  };
  backend.sync_state = () => partly;
  renderPart(<SyncFailures />);
  await userEvent.click(await screen.findByRole("button"));
  await screen.findByRole("dialog");
  become(synced);
  await waitFor(() => expect(screen.queryByRole("button")).toBeNull());
  become(partly);
  await screen.findByRole("button");
  expect(screen.queryByRole("dialog")).toBeNull();
});
