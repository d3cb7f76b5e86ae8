import './styles/desk.css';
import { createRoot } from 'react-dom/client';
import { Desk } from './desk.js';
import { makeDeskServer } from './server/deskServer.js';

const place = document.getElementById('desk');
if (place === null) throw new Error('index.html has lost the element with the id "desk".');
createRoot(place).render(<Desk server={makeDeskServer()} />);
