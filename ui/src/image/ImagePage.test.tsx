import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImageDraft, ResourceKey } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { sourceOf } from "../test/fixtures/imageSource";
import { jobs } from "../test/fixtures/jobs";
import { holdAnswer } from "../test/holdAnswer";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import { createWords } from "./createWords";
import { forgetDraft, keptDraft } from "./drafts";
import ImagePage from "./ImagePage";

const key = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "s-bp1f3k9x7q2m8d4ahw0z" };

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

beforeEach(async () => {
  await forgetDraft(key);
  go({ page: "image", key });
});

describe("disks of the instance", () => {
  it("are not counted while they are partly listed", async () => {
    backend.image_draft_open = (args: { key: ResourceKey }) => ({ ...sourceOf(args.key), instanceDataDisks: null });
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    expect(screen.getByText(/^Not all disks of erp-db-01 are known here\./)).toBeTruthy();
  });
});

describe("keyboard", () => {
  it("goes on at the heading of each step", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Which disks go into the image"));
    await press("Next: image");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Name and options"));
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
    await showPage(<ImagePage snapshotKey={{ ...key, id: "s-bp1goneaaaaaaaaaaaaa" }} />);
    expect(await screen.findByText(/no longer lists s-bp1goneaaaaaaaaaaaaa/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    await press("Back to snapshots");
    expect(currentRoute()).toEqual({ page: "snapshots" });
  });

  it("explains why a data-disk snapshot alone is not enough, and offers the system disk of its moment", async () => {
    await showPage(<ImagePage snapshotKey={{ ...key, id: "s-bp1f3k9x7q2m8d4ahw10" }} />);
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

  it("proposes anew at each visit what was not changed", async () => {
    function Visits() {
      const [open, setOpen] = useState(true);
      return (
        <>
          <button onClick={() => setOpen(!open)}>Leave or come</button>
          {open && <ImagePage snapshotKey={key} />}
        </>
      );
    }
    await showPage(<Visits />);
    await disks();
    await press("Leave or come");
    backend.image_draft_open = (args: { key: ResourceKey }) => {
      const source = sourceOf(args.key);
      return { ...source, draft: { ...source.draft, name: "proposed-later" } };
    };
    await press("Leave or come");
    await disks();
    await press("Next: image");
    expect(valueOf(await nameField())).toBe("proposed-later");
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

  it("sends one request id for a double click", async () => {
    asTest();
    const sent = caught();
    await showPage(<ImagePage snapshotKey={key} />);
    await toReview();
    await userEvent.dblClick(screen.getByRole("button", { name: "Create custom image" }));
    await waitFor(() => expect(currentRoute().page).toBe("job"));
    expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1);
  });

  it("leaves the person where they went while the job was being saved", async () => {
    asTest();
    const sent = caught();
    const release = holdAnswer("image_create");
    const { unmount } = await showPage(<ImagePage snapshotKey={key} />);
    await toReview();
    await press("Create custom image");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(await keptDraft(key)).toBeTruthy();
    go({ page: "snapshots" });
    unmount();
    release();
    await waitFor(async () => expect(await keptDraft(key)).toBeNull());
    expect(currentRoute()).toEqual({ page: "snapshots" });
  });

  it("keeps what was typed after the page was left and opened again while the job was being saved", async () => {
    asTest();
    const sent = caught();
    const release = holdAnswer("image_create");
    const first = await showPage(<ImagePage snapshotKey={key} />);
    await toReview();
    await press("Create custom image");
    await waitFor(() => expect(sent).toHaveLength(1));
    first.unmount();
    const second = await showPage(<ImagePage snapshotKey={key} />);
    await screen.findByRole("heading", { name: "What will happen" });
    await press("Edit: Create");
    await userEvent.type(await nameField(), "-2");
    release();
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 7 }));
    second.unmount();
    expect((await keptDraft(key))?.draft.name).toBe("erp-db-drill-1123-2");
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

describe("then", () => {
  const toImage = async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await disks();
    await press("Next: image");
    await nameField();
  };
  const pickRegions = async (...ids: string[]) => {
    await press("Choose regions");
    const dialog = within(await screen.findByRole("dialog", { name: "Copy to regions" }));
    for (const id of ids) await userEvent.click(dialog.getByRole("checkbox", { name: new RegExp(`^${id}`) }));
    await userEvent.click(dialog.getByRole("button", { name: /^Copy to/ }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  };
  const accountField = () => screen.getByLabelText(/Share with account ID/);
  const rowsOf = (name: string) => within(screen.getByRole("list", { name })).getAllByRole("listitem");

  it("copies to regions that are picked by their id or place, never to the region of the image", async () => {
    await toImage();
    await press("Choose regions");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole<HTMLInputElement>("checkbox", { name: /^cn-hangzhou.*created here/ }).disabled).toBe(true);
    await userEvent.type(dialog.getByLabelText("Region or place"), "frankfurt");
    expect(dialog.getAllByRole("checkbox")).toHaveLength(1);
    await expectAccessible();
    await userEvent.click(dialog.getByRole("checkbox"));
    await userEvent.click(dialog.getByRole("button", { name: "Copy to 1 region" }));
    expect(await screen.findByLabelText("Name of the copy in eu-central-1")).toBeTruthy();
    expect(await screen.findByText("The name is free in eu-central-1")).toBeTruthy();
    expect(screen.getByText("Snapshots in 1 more region will be billed.")).toBeTruthy();
  });

  it("names a copy as the image, follows the image's name, and leaves another name alone", async () => {
    await toImage();
    await pickRegions("cn-beijing", "ap-southeast-1");
    const beijing = screen.getByLabelText("Name of the copy in cn-beijing");
    const singapore = screen.getByLabelText("Name of the copy in ap-southeast-1");
    await userEvent.type(singapore, "-sg");
    await userEvent.type(await nameField(), "-2");
    expect(valueOf(beijing)).toBe("erp-db-drill-1123-2");
    expect(valueOf(singapore)).toBe("erp-db-drill-1123-sg");
    await userEvent.clear(beijing);
    await waitFor(() => expect(noteOf(beijing)).toBe("Type a name for the copy."));
    await press("Do not copy to cn-beijing");
    expect(screen.queryByLabelText("Name of the copy in cn-beijing")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Choose regions" }));
  });

  it("does not go on with a copy whose name is taken in its region", async () => {
    await toImage();
    await pickRegions("cn-beijing");
    const name = screen.getByLabelText("Name of the copy in cn-beijing");
    await userEvent.clear(name);
    await userEvent.type(name, "taken-there");
    await waitFor(() => expect(noteOf(name)).toMatch(/An image in cn-beijing has this name/));
    await press("Next: review");
    expect(screen.queryByRole("heading", { name: "What will happen" })).toBeNull();
    expect(document.activeElement).toBe(name);
  });

  it("takes many account ids at once and says at each what is wrong with it", async () => {
    await toImage();
    await userEvent.type(accountField(), "1602 7714 3380 5526, ops@example.com, 123456789012345678, 1934028561177720, 1602771433805526{Enter}");
    expect(rowsOf("Share with")).toHaveLength(5);
    await waitFor(() => expect(rowsOf("Share with")[1]?.textContent).toMatch(/16 digits, no login name/));
    const cells = rowsOf("Share with").map((row) => row.textContent);
    expect(cells[0]).toContain("1602 7714 3380 5526");
    expect(cells[0]).not.toMatch(/\./);
    expect(cells[2]).toMatch(/18 digits belong to RAM users/);
    expect(cells[3]).toMatch(/Type the ID of another account/);
    expect(cells[4]).toMatch(/in the list already/);
    await expectAccessible();
    await press("Next: review");
    expect(screen.queryByRole("heading", { name: "What will happen" })).toBeNull();
  });

  it("takes a pasted column of ids apart, and what was typed is not lost by leaving the field", async () => {
    await toImage();
    await userEvent.click(accountField());
    await userEvent.paste("1602771433805526\n1377520944618803\n");
    expect(rowsOf("Share with")).toHaveLength(2);
    await userEvent.type(accountField(), "1840662109752217");
    await userEvent.tab();
    expect(rowsOf("Share with")).toHaveLength(3);
    await press("Add staging");
    expect(rowsOf("Share with")[3]?.textContent).toContain("staging");
    await press("Do not share with 1602 7714 3380 5526");
    expect(rowsOf("Share with")).toHaveLength(3);
  });

  it("names every step in Review, and the last button names all it does", async () => {
    asTest();
    const sent = caught();
    await toImage();
    await pickRegions("cn-beijing", "eu-central-1");
    await userEvent.type(accountField(), "1602771433805526{Enter}");
    await press("Add staging");
    await press("Next: review");
    await screen.findByRole("heading", { name: "What will happen" });
    const steps = screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(steps.some((text) => text.startsWith("Copy to 2 regionscn-beijing and eu-central-1, same name"))).toBe(true);
    expect(steps.some((text) => /^Share with 2 accounts1602 7714 3380 5526 and staging \(1645 5902 1203 7781\), in all 3 regions/.test(text))).toBe(true);
    expect(await screen.findByText("The names are free in 3 regions")).toBeTruthy();
    expect(screen.getByText(/^Checked at 2026-11-\d\d \d\d:\d\d$/)).toBeTruthy();
    await expectAccessible();
    await press("Create image, copy to 2 regions, share with 2 accounts");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.draft.copyTo.map((target) => target.regionId)).toEqual(["cn-beijing", "eu-central-1"]);
    expect(sent[0]?.draft.shareWith).toEqual(["1602771433805526", "1645590212037781"]);
  });

  it("asks again before Review, and sends nothing while the draft could not be checked", async () => {
    asTest();
    const sent = caught();
    await toImage();
    backend.image_draft_check = () => {
      throw problem("storeFailed");
    };
    await press("Next: review");
    await screen.findByRole("heading", { name: "What will happen" });
    expect(await screen.findByText("The draft could not be checked")).toBeTruthy();
    await press("Create custom image");
    expect(sent).toHaveLength(0);
  });

  it("says in Chinese what the last button does", async () => {
    await i18next.loadNamespaces("image");
    await i18next.loadLanguages("zh-CN");
    const words = (language: string, copies: number, accounts: number) =>
      createWords({ copyTo: Array.from({ length: copies }, () => ({ regionId: "x", name: "n" })), shareWith: Array.from({ length: accounts }, String) }, i18next.getFixedT(language, "image"));
    expect(words("zh-CN", 3, 2)).toBe("创建镜像，复制到3个地域，共享给2个账号");
    expect(words("en-US", 1, 0)).toBe("Create image, copy to 1 region");
    expect(words("en-US", 0, 2)).toBe("Create image, share with 2 accounts");
    expect(words("en-US", 1, 1)).toBe("Create image, copy to 1 region, share with 1 account");
    expect(words("en-US", 1, 2)).toBe("Create image, copy to 1 region, share with 2 accounts");
    expect(words("en-US", 3, 1)).toBe("Create image, copy to 3 regions, share with 1 account");
  });
});
