import { mount } from 'svelte';
import App from './App.svelte';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';

mount(App, { target: document.getElementById('console') ?? document.body });
