from setuptools import setup, find_packages

setup(
    name="code42-siem-forwarder",
    version="0.4.2",
    description="Forward Code42 data to syslog",
    packages=find_packages(),
    python_requires=">=3.6",
    install_requires=[
        "py42>=1.8,<2",
        "urllib3",
    ],
    extras_require={"cli": ["code42cli"], "dev": ["pytest", "black"]},
    entry_points={"console_scripts": ["c42-forward=forward:main"]},
)
