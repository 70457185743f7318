import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { AccountRegion, ImageDraft } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { regionsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { EmptyState } from "../components/EmptyState";
import { Icon } from "../components/Icon";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { RegionLine } from "./RegionLine";
import styles from "./DiskPicker.module.css";
import own from "./ThenPart.module.css";

interface Props {
  draft: Pick<ImageDraft, "accountId" | "regionId" | "copyTo">;
  onClose: () => void;
  onPick: (regionIds: string[]) => void;
}

/** All regions of the account, those in use first. The region of the image itself cannot be picked. */
export function RegionPicker({ draft, onClose, onPick }: Props) {
  const { t } = useTranslation("image");
  const { data: regions, error, refetch } = useQuery(regionsQuery(draft.accountId));
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>(draft.copyTo.map((target) => target.regionId));
  const input = useRef<HTMLInputElement>(null);
  const typed = search.trim().toLowerCase();
  const found = (regions ?? []).filter((region) => [region.regionId, region.localName, region.localNameZh].some((name) => name.toLowerCase().includes(typed)));
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const group = (label: string, lines: readonly AccountRegion[]) =>
    lines.length > 0 && (
      <li>
        <div className={own.group}>{label}</div>
        <ul aria-label={label}>
          {lines.map((region) => (
            <RegionLine
              key={region.regionId}
              region={region}
              checked={chosen.includes(region.regionId)}
              source={region.regionId === draft.regionId}
              onToggle={() => toggle(region.regionId)}
            />
          ))}
        </ul>
      </li>
    );
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={t("then.pickRegions")}
      text={t("then.pickText", { region: draft.regionId })}
      initialFocus={input}
      note={t("then.chosen", { count: chosen.length })}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("foot.cancel")}
          </Button>
          <Button variant="primary" size="large" onClick={() => onPick([...chosen])}>
            {t("then.done", { count: chosen.length })}
          </Button>
        </>
      }
    >
      <TextField
        ref={input}
        type="search"
        label={t("then.searchRegion")}
        labelHidden
        placeholder={t("then.searchRegion")}
        leading={<Icon name="search" size="small" className={styles.glass} />}
        value={search}
        onChange={setSearch}
      />
      <div className={styles.list}>
        {error && !regions ? (
          <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} />
        ) : regions && found.length === 0 ? (
          <EmptyState title={t("then.noRegion")} text={t("then.noRegionText", { count: regions.length })}>
            <Button onClick={() => setSearch("")}>{t("picker.clear")}</Button>
          </EmptyState>
        ) : (
          <ul>
            {group(t("then.inUse"), found.filter((region) => region.chosen))}
            {group(t("then.others"), found.filter((region) => !region.chosen))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
