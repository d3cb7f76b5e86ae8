import { FluentProvider, Title1, webLightTheme } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';

const place = document.getElementById('desk');
if (place === null) throw new Error('index.html has lost the element with the id "desk".');
createRoot(place).render(
  <FluentProvider theme={webLightTheme}>
    <Title1 as="h1">TrustDesk</Title1>
  </FluentProvider>,
);
