import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { LaunchDraft } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { jobs } from "../test/fixtures/jobs";
import { launchCheckOf, launchReviewOf, launchStartOf, launchTypes } from "../test/fixtures/launch";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import { keptForms } from "./keptForms";
import LaunchPage from "./LaunchPage";

const key = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "m-bp1d6x8k3v5t9q2n7wcf" };
const LIKE = "i-bp1nxbotcxap5f8h2k7d";
const SECRET = "Hunter2-Hunter2";

const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));
const heading = (name: string) => screen.findByRole("heading", { name });

async function open(like: string | null = LIKE) {
  go({ page: "launch", key, like });
  const shown = await showPage(<LaunchPage imageKey={key} like={like} />);
  await screen.findByRole("radio", { name: /ecs\.g7\.xlarge in zone i/ });
  return shown;
}

const toDisks = async () => {
  await press("Next: disks and sign-in");
  await heading("Disks of each instance");
};

async function toReview() {
  await toDisks();
  await press("Next: review");
  await heading("What will happen");
}

const count = async (number: string) => {
  const field = screen.getByRole("textbox", { name: "Instances" });
  await userEvent.clear(field);
  await userEvent.type(field, number);
};

interface Sent {
  requestId: string;
  draft: LaunchDraft;
  password: string | null;
}

/** Keeps what is sent, and answers as the core does. */
function caught(answer: () => unknown = () => ({ ...jobs[0], id: 43 })) {
  const sent: Sent[] = [];
  backend.launch_create = (args: Sent) => {
    sent.push(args);
    return answer();
  };
  return sent;
}

const asTest = () => {
  backend.account_list = () => accounts.map((account) => ({ ...account, environment: "test" }));
};

beforeEach(async () => {
  keptForms.clear();
  await i18next.changeLanguage("en-US");
});

describe("the machine", () => {
  it("is as the instance, with its stock, prices, and what is not carried over", async () => {
    await open();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /^Identical to an instance/ }).checked).toBe(true);
    expect(screen.getByText("as erp-app-02")).toBeTruthy();
    expect(await screen.findByText("1.03")).toBeTruthy();
    expect(screen.getByText("Price (CNY/h)")).toBeTruthy();
    const side = within(screen.getByRole("complementary", { name: "For this image" }));
    expect(side.getByText(/reached through the EIP 47\.98\.112\.7/)).toBeTruthy();
    expect(side.getByText("New private addresses")).toBeTruthy();
    expect(await side.findByText(/CNY 1\.5[56]/)).toBeTruthy();
    await expectAccessible();
  });

  it("takes zone, type and vSwitch from one cell", async () => {
    await open();
    await userEvent.click(screen.getByRole("radio", { name: "ecs.g8i.xlarge in zone j: Low stock" }));
    const side = within(screen.getByRole("complementary", { name: "For this image" }));
    expect(side.getByText("1 × ecs.g8i.xlarge")).toBeTruthy();
    expect(side.getByText("cn-hangzhou-j")).toBeTruthy();
    expect(screen.getByRole("combobox", { name: "vSwitch in zone j" }).textContent).toContain("erp-app-j");
    expect(screen.getByText("10.20.18.0/24, 12 free")).toBeTruthy();
  });

  it("says that a zone needs a vSwitch, and lets no sold out cell be picked", async () => {
    await open();
    const cell = screen.getByRole<HTMLInputElement>("radio", { name: "ecs.g7.xlarge in zone k: In stock, but the zone needs a vSwitch first" });
    expect(cell.disabled).toBe(true);
    expect(screen.getByText("no vSwitch")).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "ecs.g7a.xlarge in zone h: Sold out" }).disabled).toBe(true);
    expect(screen.getByText("Hidden: 118 types that the image does not support")).toBeTruthy();
    expect(screen.getByText("Stock asked 40 s ago, ask again")).toBeTruthy();
  });

  it("says that less stock starts fewer, and that all or none is another thing", async () => {
    await open();
    await count("10");
    expect(screen.getByText("With less stock, 1 – 9 are started and the rest is named.")).toBeTruthy();
    const least = screen.getByRole("textbox", { name: "At least" });
    await userEvent.clear(least);
    await userEvent.type(least, "10");
    expect(screen.getByText("All 10 or none: with less stock, nothing is started.")).toBeTruthy();
    await press("One instance less");
    expect(valueOf(least)).toBe("9");
  });

  it("asks for prices of the types in sight only, and tells one who may not see them", async () => {
    const asked: string[][] = [];
    const many = Array.from({ length: 30 }, (_, index) => ({ ...launchTypes[0]!, id: index === 0 ? "ecs.g7.xlarge" : `ecs.x${index}.large` }));
    const choices = backend.launch_choices as () => object;
    backend.launch_choices = () => ({ ...choices(), types: many });
    backend.launch_type_prices = ({ types }: { types: string[] }) => {
      asked.push(types);
      throw problem("accessDenied", { params: { action: "ecs:DescribePrice" } });
    };
    await open();
    await waitFor(() => expect(screen.getAllByText("Price not visible to this user").length).toBe(8));
    expect(asked.map((types) => types.length)).toEqual([8]);
    await press("Show 8 more");
    await waitFor(() => expect(asked.map((types) => types.length)).toEqual([8, 8]));
    expect(asked[1]).not.toContain("ecs.g7.xlarge");
  });

  it("is filled in again by another choice, which keeps the number and can be undone", async () => {
    const opened: (string | null)[] = [];
    const answer = backend.launch_open as (args: { key: typeof key; like: string | null }) => unknown;
    backend.launch_open = (args: { key: typeof key; like: string | null }) => {
      opened.push(args.like);
      return answer(args);
    };
    await open();
    await count("10");
    expect(screen.getByText("Another choice fills in everything again, but for the number.")).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: /^My own choice/ }));
    expect(await screen.findByText(/filled in again from the image alone/)).toBeTruthy();
    expect(opened).toEqual([LIKE, null]);
    expect(valueOf(screen.getByRole("textbox", { name: "Instances" }))).toBe("10");
    expect(screen.getByText("not picked")).toBeTruthy();
    await press("Bring it back");
    expect(screen.getByText("10 × ecs.g7.xlarge")).toBeTruthy();
  });

  it("does not go on before zone and type are picked", async () => {
    await open(null);
    await press("Next: disks and sign-in");
    expect(screen.queryByRole("heading", { name: "Disks of each instance" })).toBeNull();
    expect(screen.getByText("2 values to correct first.")).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: "ecs.g7.xlarge in zone i: In stock" }));
    await waitFor(() => expect(screen.queryByText(/to correct first/)).toBeNull());
    await toDisks();
    await press("Next: review");
    expect(screen.getByText("3 values to correct first.")).toBeTruthy();
    expect(screen.getAllByText("Pick a disk category.")).toHaveLength(3);
    expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "Category of /dev/xvda" }));
    await userEvent.click(screen.getByRole("combobox", { name: "Category of /dev/xvda" }));
    await userEvent.click(await screen.findByRole("option", { name: "ESSD" }));
    expect(screen.getByRole("combobox", { name: "Performance level of /dev/xvda" }).textContent).toBe("PL1");
  });

  it("keeps what was filled in when it is left, without the password, and can start over", async () => {
    const first = await open();
    await count("7");
    await toDisks();
    first.unmount();
    await showPage(<LaunchPage imageKey={key} like={LIKE} />);
    expect(await screen.findByText(/^This form was begun on/)).toBeTruthy();
    await heading("Disks of each instance");
    await press("Back");
    expect(valueOf(screen.getByRole("textbox", { name: "Instances" }))).toBe("7");
    await press("Start over");
    expect(valueOf(screen.getByRole("textbox", { name: "Instances" }))).toBe("1");
    expect(screen.queryByText(/^This form was begun on/)).toBeNull();
    expect(keptForms.of(key, LIKE)).toBeNull();
  });

  it("leads back to the images when the image cannot be used", async () => {
    backend.launch_open = () => {
      throw problem("imageNotUsable");
    };
    await showPage(<LaunchPage imageKey={key} like={null} />);
    await userEvent.click(await screen.findByRole("button", { name: "Back to images" }));
    expect(currentRoute()).toEqual({ page: "images" });
  });
});

describe("disks and sign-in", () => {
  it("marks what is not as the instance, in the row and beside the review", async () => {
    await open();
    await toDisks();
    const table = screen.getByRole("table", { name: "Disks of each instance" });
    expect(within(table).getAllByText("Same")).toHaveLength(3);
    const size = within(table).getByLabelText("Size of /dev/xvdb in GiB");
    await userEvent.clear(size);
    await userEvent.type(size, "240");
    expect(await within(table).findByText("Size in GiB: 200 there, 240 here")).toBeTruthy();
    expect(within(table).getAllByText("Same")).toHaveLength(2);
    expect(screen.getByText("1 difference")).toBeTruthy();
    await expectAccessible();
    await press("Next: review");
    const side = within(await screen.findByRole("complementary", { name: "Checks" }));
    expect(await side.findByText("Size in GiB is 240; erp-app-02 has 200")).toBeTruthy();
  });

  it("says at the field when a disk is smaller than in the image, and does not go on", async () => {
    await open();
    await toDisks();
    const size = screen.getByLabelText("Size of /dev/xvdb in GiB");
    await userEvent.clear(size);
    await userEvent.type(size, "40");
    await waitFor(() => expect(noteOf(size)).toMatch(/at least 200 GiB/));
    await press("Next: review");
    expect(screen.queryByRole("heading", { name: "What will happen" })).toBeNull();
    expect(document.activeElement).toBe(size);
  });

  it("adds a blank disk and takes it away again", async () => {
    await open();
    await toDisks();
    await press("Add blank disk");
    expect(screen.getByText("Blank disk")).toBeTruthy();
    expect(screen.getByText("/dev/xvdd")).toBeTruthy();
    await press("Remove /dev/xvdd");
    expect(screen.queryByText("Blank disk")).toBeNull();
  });

  it("sends a password with the review and the launch alone, and keeps it nowhere", async () => {
    asTest();
    const drafts: string[] = [];
    const reviewed: (string | null)[] = [];
    backend.launch_check = (args: { draft: LaunchDraft }) => {
      drafts.push(JSON.stringify(args));
      return launchCheckOf(args.draft);
    };
    backend.launch_review = ({ draft, password }: Sent) => {
      reviewed.push(password);
      return launchReviewOf(draft);
    };
    const sent = caught();
    const { client } = await open();
    await toDisks();
    await userEvent.click(screen.getByRole("radio", { name: /^Custom password/ }));
    const field = screen.getByLabelText<HTMLInputElement>("Password");
    expect(field.type).toBe("password");
    await press("Next: review");
    expect(screen.queryByRole("heading", { name: "What will happen" })).toBeNull();
    await userEvent.type(field, SECRET);
    await press("Next: review");
    await heading("What will happen");
    await waitFor(() => expect(reviewed).toEqual([SECRET]));
    const kept = client.getQueryCache().getAll().map(({ queryKey, state }) => JSON.stringify([queryKey, state.data]));
    expect(kept.join()).not.toContain(SECRET);
    await press("Create 1 instance");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.password).toBe(SECRET);
    expect(JSON.stringify(sent[0]?.draft)).not.toContain(SECRET);
    expect(drafts.join()).not.toContain(SECRET);
    expect(JSON.stringify(client.getMutationCache().getAll().map(({ state }) => state.variables))).not.toContain(SECRET);
    expect(JSON.stringify([currentRoute(), Object.entries(localStorage), Object.entries(sessionStorage)])).not.toContain(SECRET);
  });

  it("says what a password lacks, and sends none for another way to sign in", async () => {
    asTest();
    const sent = caught();
    await open();
    await toDisks();
    await userEvent.click(screen.getByRole("radio", { name: /^Custom password/ }));
    const field = screen.getByLabelText("Password");
    await userEvent.type(field, "alllowercase");
    expect(noteOf(field)).toMatch(/at least three of/);
    await userEvent.click(screen.getByRole("radio", { name: /^Password preset in the image/ }));
    await press("Next: review");
    await heading("What will happen");
    await press("Create 1 instance");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ password: null, draft: { signIn: "imagePassword" } });
  });

  it("does not ask the cloud with a password that is missing, when the form is left at its review", async () => {
    asTest();
    let asked = 0;
    backend.launch_review = ({ draft }: Sent) => {
      asked += 1;
      return launchReviewOf(draft);
    };
    keptForms.keep(key, LIKE, { draft: { ...launchStartOf(key, LIKE).draft, signIn: "password" }, step: "review", begunAt: 0 });
    await showPage(<LaunchPage imageKey={key} like={LIKE} />);
    await heading("What will happen");
    const side = within(screen.getByRole("complementary", { name: "Checks" }));
    expect(side.getByText("Not checked")).toBeTruthy();
    expect(side.getByText("Type a password.")).toBeTruthy();
    await press("Check again");
    await press("Create 1 instance");
    const field = await screen.findByLabelText("Password");
    expect(asked).toBe(0);
    await userEvent.type(field, SECRET);
    await press("Next: review");
    await waitFor(() => expect(asked).toBe(1));
  });

  it("does not go on with a key of one's own that is not named", async () => {
    await open();
    await toDisks();
    await userEvent.click(screen.getByRole("combobox", { name: "Encryption of /dev/xvdb" }));
    await userEvent.click(await screen.findByRole("option", { name: "Own key" }));
    await press("Next: review");
    const field = screen.getByLabelText("KMS key ID");
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, "key-1");
    await press("Next: review");
    await heading("What will happen");
  });
});

describe("review", () => {
  it("says what will happen, what it costs, and what the cloud says", async () => {
    await open();
    await count("10");
    await toReview();
    expect(screen.getByText("erp-web-001")).toBeTruthy();
    expect(screen.getByText("erp-web-010")).toBeTruthy();
    expect(screen.getByText(/with less stock at least 1/)).toBeTruthy();
    const side = within(screen.getByRole("complementary", { name: "Checks" }));
    expect(await side.findByText("Dry run for one instance: passed")).toBeTruthy();
    expect(side.getByText("4F0C9A27-61D8-5B3E")).toBeTruthy();
    expect(screen.getByText("11,351.50")).toBeTruthy();
    expect(screen.getByText("At 730 hours, CNY/month")).toBeTruthy();
    expect(screen.getByText(/10 instances, 30 disks, CNY 15\.55 an hour/)).toBeTruthy();
    await expectAccessible();
  });

  it("tells what could not be asked, and never as passed", async () => {
    backend.launch_review = ({ draft }: Sent) => ({
      ...launchReviewOf(draft),
      checks: [
        { code: "quota", state: "unknown", params: {}, problem: problem("accessDenied"), requestId: null },
        { code: "stock", state: "failed", params: {}, problem: null, requestId: null },
      ],
      price: null,
      priceProblem: problem("accessDenied"),
    });
    await open();
    await toReview();
    const side = within(screen.getByRole("complementary", { name: "Checks" }));
    expect(await side.findByText("The quota could not be checked: The key is not allowed to do this")).toBeTruthy();
    expect(side.getByText("cn-hangzhou-i has no stock of ecs.g7.xlarge")).toBeTruthy();
    expect(screen.getByText("Price not visible to this user")).toBeTruthy();
  });

  it("in production wants the number, then goes to the job", async () => {
    const sent = caught();
    await open();
    await count("10");
    await toReview();
    await press("Create 10 instances");
    expect(sent).toHaveLength(0);
    const field = screen.getByLabelText("Number of instances, to confirm");
    expect(document.activeElement).toBe(field);
    expect(noteOf(field)).toBe("Type 10.");
    await userEvent.type(field, "1");
    await press("Create 10 instances");
    expect(sent).toHaveLength(0);
    await userEvent.type(field, "0");
    await press("Create 10 instances");
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 43 }));
    expect(sent[0]).toMatchObject({ password: null, draft: { count: 10, like: LIKE } });
  });

  it("goes to the field that the cloud refuses, loses nothing, and sends it again as another request", async () => {
    asTest();
    let refused = true;
    const sent = caught(() => {
      if (!refused) return { ...jobs[0], id: 43 };
      throw problem("noStock", {
        field: "zoneId",
        params: { zoneId: "cn-hangzhou-i", instanceType: "ecs.g7.xlarge" },
        provider: { code: "OperationDenied.NoStock", message: "The resource is out of stock.", requestId: "4F0C" },
      });
    });
    await open();
    await count("10");
    await toReview();
    await press("Create 10 instances");
    await heading("Zone and instance type");
    expect(screen.getByText(/cn-hangzhou-i has no stock of ecs\.g7\.xlarge now/)).toBeTruthy();
    expect(screen.getByText("OperationDenied.NoStock")).toBeTruthy();
    expect(valueOf(screen.getByRole("textbox", { name: "Instances" }))).toBe("10");
    refused = false;
    await userEvent.click(screen.getByRole("radio", { name: "ecs.g7.xlarge in zone j: In stock" }));
    expect(screen.queryByText(/has no stock of/)).toBeNull();
    await toReview();
    await press("Create 10 instances");
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.draft.zoneId).toBe("cn-hangzhou-j");
    expect(sent[1]?.requestId).not.toBe(sent[0]?.requestId);
  });

  it("says what was refused where no field is meant, and sends the same request again", async () => {
    asTest();
    const sent = caught(() => {
      throw problem("quotaUsedUp");
    });
    await open();
    await toReview();
    await press("Create 1 instance");
    expect(await screen.findByText(/A quota of vCPUs, instances or disks of this account is used up/)).toBeTruthy();
    await press("Create 1 instance");
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.requestId).toBe(sent[0]?.requestId);
  });

  it("is in Chinese too", async () => {
    await i18next.changeLanguage("zh-CN");
    await openInChinese();
    await userEvent.click(screen.getByRole("button", { name: "下一步：云盘与登录" }));
    await heading("每台实例的云盘");
    await userEvent.click(screen.getByRole("button", { name: "下一步：确认" }));
    await heading("操作预览");
    expect(screen.getByRole("button", { name: "创建1台实例" })).toBeTruthy();
    expect(await screen.findByText("只校验不执行：按1台校验，通过")).toBeTruthy();
    await expectAccessible();
  });
});

/** The page, with its words in Chinese. */
async function openInChinese() {
  await showPage(<LaunchPage imageKey={key} like={LIKE} />);
  await screen.findByRole("radio", { name: "ecs.g7.xlarge，可用区i：有库存" });
}
