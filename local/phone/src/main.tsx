import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './styles/theme.css';
import './styles/base.css';
import './styles/page-header.css';
import './styles/page.css';
import './styles/panel.css';
import './styles/device.css';
import './styles/display.css';
import './styles/dial.css';
import './styles/keypad.css';
import './styles/say.css';
import './styles/captions.css';
import './styles/event-log.css';
import './styles/forced-colors.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element "root" to render into.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
