import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
} from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

/** The green-blue of the chat's page, from dark to light. */
const brand: BrandVariants = {
  10: '#01090b',
  20: '#03191f',
  30: '#052a33',
  40: '#073742',
  50: '#084351',
  60: '#094a59',
  70: '#0a5262',
  80: '#0b5a6b',
  90: '#2f93a9',
  100: '#4fb0c6',
  110: '#6cc5d8',
  120: '#85d1e1',
  130: '#9edce9',
  140: '#b7e6f0',
  150: '#d0f0f6',
  160: '#e8f8fb',
};

const fontFamilyBase =
  "'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif";
const light: Theme = { ...createLightTheme(brand), fontFamilyBase };
const dark: Theme = { ...createDarkTheme(brand), fontFamilyBase };

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function subscribe(onChange: () => void): () => void {
  prefersDark.addEventListener('change', onChange);
  return () => prefersDark.removeEventListener('change', onChange);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => prefersDark.matches) ? dark : light;
}
