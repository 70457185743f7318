import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImageDraft } from "../backend/bindings/types";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import { forgetDraft } from "./drafts";
import ImagePage from "./ImagePage";

const key = { accountId: "prod-cn", regionId: "cn-hangzhou", snapshotId: "s-bp1f3k9x7q2m8d4ahw0z" };

const disks = () => screen.findByRole("table", { name: "Disks of the image" });
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const nameField = () => screen.findByLabelText("Custom Image Name");

async function toReview() {
  await disks();
  await press("Next: image");
  await nameField();
  await press("Next: review");
  await screen.findByRole("heading", { name: "What will happen" });
}

/** Keeps what is sent, and answers as the core does. */
function caught(answer: () => unknown = () => ({ ...jobs[0], id: 7 })) {
  const sent: { requestId: string; draft: ImageDraft }[] = [];
  backend.image_create = (args: { requestId: string; draft: ImageDraft }) => {
    sent.push(args);
    return answer();
  };
  return sent;
}

const asTest = () => {
  backend.account_list = () => accounts.map((account) => ({ ...account, environment: "test" }));
};

beforeEach(() => {
  forgetDraft(key);
  go({ page: "image", key });
});

describe("keyboard", () => {
  it("goes on at the heading of each step", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Which disks go into the image"));
    await press("Next: image");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("What the image is called"));
  });

  it("goes to the new tag, and back to the button when it is removed", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await press("Next: image");
    await press("Add tag");
    expect(document.activeElement).toBe(screen.getByLabelText("Tag key 1"));
    await press("Remove tag 1");
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Add tag" }));
  });
});

describe("disks", () => {
  it("proposes the disks of the same moment and says that one is left out", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    const table = await disks();
    expect(within(table).getAllByText("Same moment")).toHaveLength(2);
    expect(within(table).getByText("9 h 14 min earlier")).toBeTruthy();
    expect(within(table).getByText("/dev/xvdc")).toBeTruthy();
    expect(screen.getByText(/erp-db-01 has 4 disks. 3 of them/)).toBeTruthy();
    expect(await screen.findByText("One disk is left out.")).toBeTruthy();
    expect(screen.getByText("Network settings")).toBeTruthy();
    await expectAccessible();
  });

  it("gives device names in order when a disk is added or left out", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    const table = await disks();
    await userEvent.click(within(table).getByRole("checkbox", { name: "Pick erp-db-01-data1-1123" }));
    await userEvent.click(within(table).getByRole("checkbox", { name: "Pick erp-db-01-backup-1122" }));
    expect(screen.getByText("2 of 16 data disks")).toBeTruthy();
    expect(within(table).getByLabelText<HTMLInputElement>("Capacity of /dev/xvdb in GiB").value).toBe("200");
    expect(within(table).getByLabelText<HTMLInputElement>("Capacity of /dev/xvdc in GiB").value).toBe("1,024");
  });

  it("says at the field when a capacity is too small, and does not go on", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    const field = within(await disks()).getByLabelText("Capacity of /dev/xvdb in GiB");
    await userEvent.clear(field);
    await userEvent.type(field, "40");
    await userEvent.tab();
    await waitFor(() => expect(noteOf(field)).toMatch(/at least 500 GiB/));
    await press("Next: image");
    expect(screen.queryByLabelText("Custom Image Name")).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  it("adds any other data-disk snapshot by search", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await press("Add data disk snapshot");
    const dialog = await screen.findByRole("dialog", { name: "Add data disk snapshot" });
    await userEvent.type(within(dialog).getByLabelText("Name, ID, instance"), "data2-1122");
    expect(within(dialog).queryByText("erp-db-01-data1-1122")).toBeNull();
    await userEvent.click(within(dialog).getByRole("checkbox"));
    await userEvent.click(within(dialog).getByRole("button", { name: "Add 1 snapshot" }));
    await waitFor(() => expect(screen.getByText("3 of 16 data disks")).toBeTruthy());
  });

  it("goes through the other snapshots by arrow keys, and past them by one Tab", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await press("Add data disk snapshot");
    const dialog = await screen.findByRole("dialog", { name: "Add data disk snapshot" });
    const boxes = within(dialog).getAllByRole("checkbox");
    expect(boxes.length).toBeGreaterThan(1);
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByLabelText("Name, ID, instance")));
    await userEvent.tab();
    expect(document.activeElement).toBe(boxes[0]);
    const moves = [
      ["{ArrowUp}", 0],
      ["{ArrowDown}[Space]", 1],
      ["{End}", boxes.length - 1],
      ["{ArrowDown}", boxes.length - 1],
      ["{ArrowUp}", boxes.length - 2],
      ["{Home}", 0],
    ] as const;
    for (const [keys, index] of moves) {
      await userEvent.keyboard(keys);
      expect(boxes.indexOf(document.activeElement as HTMLElement), keys).toBe(index);
    }
    expect(boxes.map((box) => (box as HTMLInputElement).checked).indexOf(true)).toBe(1);
    await userEvent.tab();
    expect(document.activeElement).toBe(within(dialog).getByRole("button", { name: "Cancel" }));
  });

  it("leads back to the list when the snapshot is gone", async () => {
    await showPage(<ImagePage snapshotKey={{ ...key, snapshotId: "s-bp1goneaaaaaaaaaaaaa" }} />);
    expect(await screen.findByText(/no longer lists s-bp1goneaaaaaaaaaaaaa/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    await press("Back to snapshots");
    expect(currentRoute()).toEqual({ page: "snapshots" });
  });

  it("explains why a data-disk snapshot alone is not enough, and offers the system disk of its moment", async () => {
    await showPage(<ImagePage snapshotKey={{ ...key, snapshotId: "s-bp1f3k9x7q2m8d4ahw10" }} />);
    expect(await screen.findByText("erp-db-01-data1-1123 is a data disk snapshot")).toBeTruthy();
    await press("Use the system disk snapshot");
    expect(currentRoute()).toEqual({ page: "image", key });
  });

  it("says why the snapshots could not be read", async () => {
    backend.image_draft_open = () => {
      throw problem("accessDenied", { params: { action: "ecs:DescribeDisks" } });
    };
    await showPage(<ImagePage snapshotKey={key} />);
    expect(await screen.findByText("The snapshots could not be read")).toBeTruthy();
    expect(screen.getByText(/A RAM policy refuses ecs:DescribeDisks/)).toBeTruthy();
  });
});

describe("image", () => {
  it("tells what is wrong with a name while it is typed, and whether it is free", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await press("Next: image");
    const name = await nameField();
    expect(await screen.findByText("The name is free in cn-hangzhou")).toBeTruthy();
    await expectAccessible();
    await userEvent.clear(name);
    await userEvent.type(name, "9-erp");
    await waitFor(() => expect(noteOf(name)).toBe("Start with a letter."));
    await userEvent.clear(name);
    await userEvent.type(name, "taken-1");
    await waitFor(() => expect(noteOf(name)).toMatch(/has this name: m-bp1taken/));
  });

  it("keeps the draft when the page is left", async () => {
    const first = await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await press("Next: image");
    await userEvent.type(await screen.findByLabelText(/Custom Image Description/), "Drill");
    first.unmount();
    await showPage(<ImagePage snapshotKey={key} />);
    expect(valueOf(await screen.findByLabelText(/Custom Image Description/))).toBe("Drill");
  });

  it("edits tags, each with its own error", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await press("Next: image");
    await nameField();
    await press("Add tag");
    const tag = screen.getByLabelText("Tag key 1");
    await waitFor(() => expect(noteOf(tag)).toMatch(/Type a tag key/));
    await userEvent.type(tag, "app");
    await waitFor(() => expect(noteOf(tag)).toBe(""));
    await press("Remove tag 1");
    expect(screen.queryByLabelText("Tag key 1")).toBeNull();
  });
});

describe("review", () => {
  it("shows what will happen and the very request", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await toReview();
    const request = screen.getByRole("group", { name: "Request" });
    expect(request.textContent).toContain("DiskDeviceMapping.3.SnapshotId=s-bp1f3k9x7q2m8d4ahw11");
    expect(request.textContent).toContain("ClientToken=set when the job is saved");
    expect(screen.getByText(/System disk 100 GiB, data disks 500 and 200 GiB/)).toBeTruthy();
    await expectAccessible();
  });

  it("creates in production only when the name was typed", async () => {
    const sent = caught();
    await showPage(<ImagePage snapshotKey={key} />);
    await toReview();
    await press("Create custom image");
    const confirm = screen.getByLabelText("Image name, to confirm");
    expect(noteOf(confirm)).toBe("Type erp-db-drill-1123, letter by letter.");
    expect(sent).toHaveLength(0);
    await userEvent.type(confirm, "erp-db-drill-1123");
    await press("Create custom image");
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 7 }));
    expect(sent).toHaveLength(1);
  });

  it("sends one wish for a double click", async () => {
    asTest();
    const sent = caught();
    await showPage(<ImagePage snapshotKey={key} />);
    await toReview();
    await userEvent.dblClick(screen.getByRole("button", { name: "Create custom image" }));
    await waitFor(() => expect(currentRoute().page).toBe("job"));
    expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1);
  });

  it("tries again with the same id, and with another once the draft is another", async () => {
    asTest();
    const sent = caught(() => {
      throw problem("timeout", { params: { host: "ecs.cn-hangzhou.aliyuncs.com" } });
    });
    await showPage(<ImagePage snapshotKey={key} />);
    await toReview();
    await press("Create custom image");
    await screen.findByRole("alert");
    await press("Create custom image");
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.requestId).toBe(sent[0]?.requestId);
    await press("Edit: Create");
    await userEvent.type(await nameField(), "x");
    await press("Next: review");
    await screen.findByRole("heading", { name: "What will happen" });
    await press("Create custom image");
    await waitFor(() => expect(sent).toHaveLength(3));
    expect(sent[2]?.requestId).not.toBe(sent[0]?.requestId);
  });

  it("goes back to the name when the cloud says that it is taken, and loses nothing", async () => {
    asTest();
    caught(() => {
      throw problem("imageNameTaken", {
        field: "name",
        params: { name: "erp-db-drill-1123" },
        provider: { code: "InvalidImageName.Duplicated", message: "The specified image name has already been used.", requestId: "R-1" },
      });
    });
    await showPage(<ImagePage snapshotKey={key} />);
    await toReview();
    await press("Create custom image");
    const name = await nameField();
    expect(noteOf(name)).toMatch(/Choose a different one/);
    expect(valueOf(name)).toBe("erp-db-drill-1123");
    expect(screen.getByText("InvalidImageName.Duplicated")).toBeTruthy();
  });
});
