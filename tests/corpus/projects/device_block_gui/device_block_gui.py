# -*- coding: iso-8859-1 -*-
"""Tk tool for the service desk: block / unblock a lost notebook"""
import tkinter as tk
from tkinter import messagebox, simpledialog
import requests

SERVER = "https://code42.intern.example.at:4285"


class Backend:
    headers = {"Content-Type": "application/json"}

    def __init__(self, user, pw):
        self.auth = (user, pw)

    def rest(self, endpoint, method="get", **kw):
        r = requests.request(method, SERVER + "/" + endpoint, auth=self.auth, headers=self.headers, **kw)
        r.raise_for_status()
        return r.json().get("data") if r.text else None


class Win(tk.Tk):
    def __init__(self):
        super().__init__()
        self.title("Code42 - Geräte sperren")
        self.b = Backend(simpledialog.askstring("Login", "Benutzer"), simpledialog.askstring("Login", "Passwort", show="*"))
        self.entry = tk.Entry(self, width=40)
        self.entry.pack()
        self.entry.bind("<Return>", self.find)
        self.box = tk.Listbox(self, width=80)
        self.box.pack()
        tk.Button(self, text="Sperren", command=self.block).pack(side=tk.LEFT)
        tk.Button(self, text="Entsperren", command=self.unblock).pack(side=tk.LEFT)
        self.items = []

    def find(self, _):
        self.box.delete(0, tk.END)
        self.items = self.b.rest("api/Computer", params={"q": self.entry.get(), "active": "true"})["computers"]
        for c in self.items:
            self.box.insert(tk.END, "%(name)s  %(guid)s  %(status)s" % c)

    def sel(self):
        return self.items[self.box.curselection()[0]]["computerId"]

    def block(self):
        self.b.rest("api/ComputerBlock/%d" % self.sel(), "put")
        messagebox.showinfo("OK", "gesperrt")

    def unblock(self):
        self.b.rest("api/ComputerBlock/%d" % self.sel(), method="delete")
        messagebox.showinfo("OK", "PUT/DELETE api/ComputerBlock ausgeführt")


Win().mainloop()
