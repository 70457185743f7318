import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { imageShareStart } from "../backend/bindings/commands";
import type { ResourceKey, ShareSource } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { confirmWord } from "../components/confirmWord";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isProduction } from "../components/production";
import { ProblemNote } from "../components/ProblemNote";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { AccountIdInput } from "../image/AccountIdInput";
import { goFrom } from "../route";
import { useRequest } from "../useCommand";
import { ImageFindings } from "./ImageFindings";
import { ShareEffects } from "./ShareEffects";
import { ShareList } from "./ShareList";
import { ShareWhere } from "./ShareWhere";
import { shareWords } from "./shareWords";
import { useCopies } from "./useCopies";
import { useShare } from "./useShare";
import styles from "./Spread.module.css";

/** Images that one order takes. */
const MOST_IMAGES = 20;

interface Props {
  /** Of one account. */
  images: readonly ResourceKey[];
  onClose: () => void;
}

/** Shares images with other accounts, and ends it: what that means is said before, the accounts are checked where they are typed. */
export function ShareDialog({ images: keys, onClose }: Props) {
  const { t } = useTranslation("spread");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const client = useQueryClient();
  const words = useFindingWords();
  const { data: accounts } = useQuery(accountsQuery);
  const known = useCopies(keys);
  const copies = known.copies.slice(0, MOST_IMAGES);
  const others = copies.filter((copy) => !copy.isThis);
  const state = useShare(
    keys,
    others.map((copy) => copy.key),
  );
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const start = useRequest(imageShareStart, {
    failureIn: "here",
    onDone: (job) => {
      onClose();
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "images" }, { page: "job", id: job.id });
    },
  });

  const { images, add, remove, findings, checking } = state;
  const account = accounts?.find((each) => each.id === keys[0]?.accountId);
  const [first] = keys;
  const one = keys.length === 1 && first ? first : null;
  const name = (one && state.told(one)?.name) || one?.id || "";
  const at = (field: string, severity: "error" | "warning" = "error") => {
    const found = findings?.find((finding) => finding.field === field && finding.severity === severity);
    return found && words(found).text;
  };
  const chosen = state.order.images;
  const [alone] = chosen;
  const names = new Set(chosen.map((key) => state.told(key)?.name ?? ""));
  const wanted = isProduction(account)
    ? confirmWord(
        one && alone && names.size === 1 ? { label: t("share.typedName"), word: [...names][0] ?? "", id: alone.id } : { label: t("share.typedNumber"), word: String(chosen.length) },
        common,
      )
    : null;
  const nowhere = chosen.length === 0;
  const nothing = nowhere || add.length + remove.length === 0;
  const wrong = findings?.some((finding) => finding.severity === "error") === true;
  const matches = wanted === null || typed === wanted.word;
  /** The order when the button was pressed: what was typed until then is added by leaving its field, and only that happens. */
  const pressed = useRef<typeof add>(null);
  const send = () => {
    setAsked(true);
    const hasAdded = pressed.current !== null && pressed.current !== add;
    pressed.current = null;
    if (hasAdded || (checking && !nothing)) return;
    if (!nothing && !wrong && matches) {
      start.run(state.order);
      return;
    }
    const find = (selector: string) => body.current?.querySelector<HTMLElement>(selector);
    const place = find("[aria-invalid=true]") ?? (nowhere ? find("fieldset input:enabled") : nothing ? input.current : find("[data-confirm] input"));
    (place ?? input.current)?.focus();
  };
  const places = [...new Set(chosen.map((key) => key.regionId))];
  const inRegions = places.length === 1 ? t("share.only", { region: format.list(places) }) : t("share.inRegions", { count: places.length });
  const where = nowhere ? undefined : chosen.length > places.length ? t("share.images", { count: chosen.length }) : inRegions;
  const notAll = known.copies.length > copies.length ? t("share.where.most", { most: MOST_IMAGES }) : known.complete ? undefined : t("share.where.incomplete");
  /** An image with what the check of the order has found of it besides. */
  const withChecked = (source: ShareSource): ShareSource => {
    const field = `images.${chosen.findIndex(({ id }) => id === source.key.id)}`;
    const more = (findings ?? []).filter((finding) => finding.field === field && !source.findings.some(({ code }) => code === finding.code));
    return { ...source, findings: [...source.findings, ...more] };
  };
  const note = asked && nowhere ? t("share.nowhere") : asked && nothing ? t("share.nothing") : asked && wrong ? t("copy.wrong") : asked && checking ? common("confirm.checking") : where;
  return (
    <Dialog
      open
      keep={nowhere || !nothing}
      wide
      onClose={onClose}
      title={one ? t("share.title", { name }) : t("share.titleSeveral", { count: keys.length })}
      badge={account && <EnvironmentBadge account={account} />}
      text={copies.length > 0 ? undefined : t("share.text", { regions: format.list(places) })}
      note={note}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {common("actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={nothing || wrong || checking || !matches || start.busy || undefined} onPointerDown={() => (pressed.current = add)} onClick={send}>
            {shareWords(add.length, remove.length, t)}
          </Button>
        </>
      }
    >
      <div ref={body}>
        {state.error ? (
          <CouldNotAsk problem={problemOf(state.error)} onRetry={state.retry} />
        ) : state.loading ? (
          <p className="muted" role="status">
            {t("share.loading")}
          </p>
        ) : (
          <>
            {copies.length > 0 && <ShareWhere copies={copies} state={state} note={notAll} />}
            <ImageFindings images={images.map(withChecked)} />
            {images.map(({ key, problem }) => problem && <ProblemNote key={key.id} problem={problem} />)}
            <AccountIdInput ref={input} taken={[...add, ...state.sharedByAll]} onAdd={(found) => state.setAdd([...add, ...found])} ownId={account?.uid} optional={false} error={at("add")} />
            <ShareList state={state} at={at} onRemoved={() => input.current?.focus()} />
            <ShareEffects state={state} />
            {state.checkError && !nothing && <ProblemNote problem={problemOf(state.checkError)} />}
            {start.problem && <ProblemNote problem={start.problem} />}
            {wanted && (
              <div className={styles.confirm} data-confirm="">
                <TextField
                  label={wanted.label}
                  production
                  value={typed}
                  onChange={setTyped}
                  error={asked && !matches && !nothing && !wrong ? common("confirm.mismatch", { word: wanted.word }) : undefined}
                />
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
