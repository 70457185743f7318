import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const LATER = /FailedShards|Details|TimeLine|DisksOverTime|UsedBy|moments|timeScale/;
const FIRST =
  /src\/(shell|snapshots|format|backend)\/|src\/accounts\/(lock\w+|LockFailureHost|useAccountLock|useLockItems)\.|src\/(route|theme|useStore)\.ts|src\/i18n\/(index|language|problemWords|en-US\/(common|shell|snapshots))\.ts|src\/components\/(AccountTag|accountName|Badge|Button|Chip|EmptyState|EnvironmentBadge|Frame|Icon|IconButton|iconShapes|LazyMenu|LazyPopover|LockMark|useLockState|Logo|MenuButton|Progress|Skeleton|Status|TooltipHost|placeTooltip|imageStatus|jobStatus|snapshotStatus|CouldNotAsk|CopyButton)\./;

const isOfFirstPage = (id: string) => FIRST.test(id) && !LATER.test(id);

export default defineConfig({
  plugins: [react({ babel: { plugins: ["babel-plugin-react-compiler"] } })],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: ["es2022", "safari16.4"],
    // Everything is read from the application itself: a data: URI would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The first page in three files instead of thirty. The first of them asks for the rows before React is evaluated.
        codeSplitting: {
          groups: [
            { name: "early", priority: 3, test: /src\/(early|store)\.ts|src\/snapshots\/view|src\/backend\/(invoke|problem|pageRows|bindings)|@tauri-apps\/api\/core|src\/test\/(?!page)/ },
            { name: "vendor", priority: 2, test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|void-elements|html-parse-stringify|@tanstack)\// },
            { name: "first", priority: 1, test: isOfFirstPage },
          ],
        },
      },
    },
  },
});
