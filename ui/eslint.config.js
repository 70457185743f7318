import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig(
  { ignores: ["dist", "coverage", "src/backend/bindings"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [ts.configs.strictTypeChecked, hooks.configs.flat["recommended-latest"], a11y.flatConfigs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@tauri-apps/*"], message: "Only src/backend may speak to the shell." }] },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text of the cloud is shown, never interpreted." },
        { selector: "JSXAttribute[name.name='style'] > Literal", message: "Use a class or a CSS property value." },
        { selector: "MemberExpression[object.name='i18next']", message: "Take i18n from useTranslation: what the module holds is not followed when the language changes." },
      ],
      "no-console": "error",
    },
  },
  { files: ["src/backend/**"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/i18n/**", "src/shell/PageBoundary.tsx"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["src/test/**", "**/*.test.{ts,tsx}"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off", "no-restricted-imports": "off", "no-restricted-syntax": "off", "@typescript-eslint/only-throw-error": "off" },
  },
  { files: ["public/*.js"], languageOptions: { sourceType: "script", globals: { document: "readonly", localStorage: "readonly", matchMedia: "readonly", navigator: "readonly" } } },
);
