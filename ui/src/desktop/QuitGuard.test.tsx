import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { backend, emit, tell } from "../test/backend";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, showPage } from "../test/showPage";
import QuitGuard from "./QuitGuard";

let guarded: boolean[];
let answers: boolean[];

beforeEach(() => {
  guarded = [];
  answers = [];
  backend.quit_guard = ({ unfinished }: { unfinished: boolean }) => void guarded.push(unfinished);
  backend.quit_answer = ({ quit }: { quit: boolean }) => void answers.push(quit);
});

describe("closing the window", () => {
  it("is guarded for as long as a job is unfinished", async () => {
    await showPage(<QuitGuard />);
    await waitFor(() => expect(guarded.at(-1)).toBe(true));
    backend.job_list = () => jobs.map((job) => ({ ...job, state: "done" }));
    emit({ kind: "job", id: 42 });
    await waitFor(() => expect(guarded.at(-1)).toBe(false));
  });

  it("says what goes on and what is resumed, and takes either answer", async () => {
    await showPage(<QuitGuard />);
    await waitFor(() => expect(guarded.at(-1)).toBe(true));
    tell("quit-asked", null);
    const dialog = await screen.findByRole("dialog", { name: "2 jobs are not finished" });
    expect(dialog.textContent).toContain("goes on in the cloud. Darkroom resumes the rest when you open it again.");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep open"));
    await expectAccessible();
    await userEvent.click(screen.getByRole("button", { name: "Keep open" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    tell("quit-asked", null);
    await userEvent.click(await screen.findByRole("button", { name: "Quit" }));
    await waitFor(() => expect(answers).toEqual([false, true]));
  });
});
