import { Checkbox } from "../components/Checkbox";
import { useTranslation } from "../i18n/useTranslation";
import { NotSet } from "./NotSet";
import { SettingRow } from "./SettingRow";
import { SettingsGroup } from "./SettingsGroup";
import { usePreferenceChange, usePreferences } from "./usePreferences";

const EVENTS = ["done", "failed", "needsYou", "inFront"] as const;

/** What the desktop is told of. */
export function NotificationsSection() {
  const { t } = useTranslation("settings");
  const { data: preferences } = usePreferences();
  const change = usePreferenceChange();
  return (
    <SettingsGroup section="notifications" title={t("sections.notifications")} aside={t("notifications.aside")}>
      {EVENTS.map((event) => (
        <SettingRow key={event} low label={<label htmlFor={`notify-${event}`}>{t(`notifications.${event}`)}</label>}>
          {preferences ? (
            <Checkbox
              id={`notify-${event}`}
              checked={preferences.notifications[event]}
              onChange={({ target }) => {
                const { checked } = target;
                change.run(({ notifications }) => ({ kind: "notifications", value: { ...notifications, [event]: checked } }));
              }}
            />
          ) : (
            <NotSet width={14} />
          )}
        </SettingRow>
      ))}
    </SettingsGroup>
  );
}
