import { useRef } from "react";
import { quitAnswer } from "../backend/bindings/commands";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";

/** Says that the cloud goes on without Darkroom, and what is resumed. */
export default function QuitDialog({ unfinished, onClose }: { unfinished: number; onClose: () => void }) {
  const { t } = useTranslation("desktop");
  const keep = useRef<HTMLButtonElement>(null);
  const answer = useCommand(quitAnswer, { onDone: onClose });
  return (
    <Dialog
      open
      onClose={() => answer.run(false)}
      title={t("quit.title", { count: unfinished })}
      text={t("quit.text")}
      initialFocus={keep}
      actions={
        <>
          <Button ref={keep} size="large" variant="quiet" onClick={() => answer.run(false)}>
            {t("quit.keep")}
          </Button>
          <Button size="large" variant="primary" onClick={() => answer.run(true)}>
            {t("quit.quit")}
          </Button>
        </>
      }
    />
  );
}
