// The sheets come first: a room's own sheet may then change what all rooms share.
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.getElementById('app')! });
