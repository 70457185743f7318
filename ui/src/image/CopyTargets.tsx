import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { regionsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { FieldNote } from "../components/FieldNote";
import { useTranslation } from "../i18n/useTranslation";
import { CopyTargetRow } from "./CopyTargetRow";
import { withRegions } from "./copyTargets";
import { RegionPicker } from "./RegionPicker";
import type { DraftState } from "./useImageDraft";
import own from "./ThenPart.module.css";

interface Props {
  state: DraftState;
  errorOf: (...fields: string[]) => string | undefined;
}

/** The regions that the image is copied to, each with the name of its copy. */
export function CopyTargets({ state, errorOf }: Props) {
  const { t } = useTranslation("image");
  const { draft, change } = state;
  const { data: regions = [] } = useQuery(regionsQuery(draft.accountId));
  const [picking, setPicking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div role="group" aria-labelledby="copies-title">
      <div id="copies-title" className={own.label}>
        {t("then.copies")}
        <span className={own.aside}>{t("image.optional")}</span>
      </div>
      {draft.copyTo.length > 0 && (
        <ul className={own.list}>
          {draft.copyTo.map((target, index) => (
            <CopyTargetRow
              key={`${target.regionId} ${index}`}
              target={target}
              region={regions.find((region) => region.regionId === target.regionId)}
              check={state.copyNames[index]}
              error={errorOf(`copyTo.${index}.name`, `copyTo.${index}.regionId`, `copyTo.${index}`)}
              onName={(name) => change({ copyTo: draft.copyTo.map((other, at) => (at === index ? { ...other, name } : other)) })}
              onRemove={() => {
                change({ copyTo: draft.copyTo.filter((_, at) => at !== index) });
                button.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <div className={own.below}>
        <Button ref={button} icon="plus" onClick={() => setPicking(true)}>
          {t("then.addRegions")}
        </Button>
      </div>
      <FieldNote id="copies-note" error={errorOf("copyTo")} hint={draft.copyTo.length === 0 ? t("then.copyHint") : undefined} />
      {picking && (
        <RegionPicker
          draft={draft}
          onClose={() => setPicking(false)}
          onPick={(regionIds) => {
            setPicking(false);
            change({ copyTo: withRegions(draft, regionIds) });
          }}
        />
      )}
    </div>
  );
}
